import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { MeetingFinder } from '@samrad/meetings';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { CarryOverOut } from './carry-over.dto.js';
import { CarryOverFinder, type CarryOverRow } from './carry-over.finder.js';
import { canSeeCarryOver } from './carry-over.policy.js';

@ApiTags('agenda')
@Controller('api/v1/meetings/:id/carry-over')
export class CarryOverApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: CarryOverFinder,
  ) {}

  @Get()
  @Allow(canSeeCarryOver)
  @ApiOperation({ summary: 'What came onto the agenda by itself, and what went forward from the minutes' })
  @ApiOkResponse({ standardSchema: CarryOverOut })
  async show(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    const [into, from] = await Promise.all([this.finder.into(id), this.finder.from(id)]);
    return { into: into.map(present), from: from.map(present) };
  }
}

const present = ({ id: _, topicKey, ...row }: CarryOverRow) => ({ ...row, topicId: topicKey || null });
