import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { actionReferenceOf } from '@samrad/actions';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { HandOverDecision, HandOverOut } from './hand-over.dto.js';
import { HandOverFinder, type HandOverRow } from './hand-over.finder.js';
import { canHandOver } from './hand-over.policy.js';
import { HandOverService } from './hand-over.service.js';

/** What people leave undone, and who takes it over. */
@ApiTags('obligations')
@Controller('api/v1/hand-overs')
export class HandOverApiController {
  constructor(
    private readonly finder: HandOverFinder,
    private readonly handOvers: HandOverService,
  ) {}

  @Get()
  @Allow(canHandOver)
  @ApiOperation({ summary: 'What waits for somebody to take it over, with who is proposed; at most 200' })
  @ApiOkResponse({ standardSchema: HandOverOut, isArray: true })
  async list() {
    return (await this.finder.waiting()).map(present);
  }

  @Post(':id/decision')
  @HttpCode(204)
  @Allow(canHandOver)
  @ApiOperation({
    summary:
      'Say who takes over, or that it stays; 409 when decided already or the new one is asked, 422 without address',
  })
  @ApiNoContentResponse()
  async decide(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: HandOverDecision }) input: HandOverDecision,
  ) {
    await this.handOvers.decide(actor, id, input);
  }
}

const present = ({ id, personId, cause, endedOn, line, proposal, version }: HandOverRow) => ({
  id,
  progressId: line.id,
  actionId: line.actionId,
  ref: actionReferenceOf(line.number),
  title: line.title,
  personId,
  personName: line.personName,
  cause,
  endedOn,
  proposedPersonId: proposal?.personId ?? null,
  proposedName: proposal?.name ?? null,
  proposedAs: proposal?.as ?? null,
  version,
});
