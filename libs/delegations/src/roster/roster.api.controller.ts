import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { canSeeParticipants, MeetingFinder } from '@samrad/meetings';
import { StateNames } from '@samrad/network';
import { Allow, By, signedIn, type Actor } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { check } from '@samrad/platform/views';
import { HeadService } from './head.service.js';
import { headInput, stateParam, type HeadInput } from './roster.dto.js';
import { RosterFinder } from './roster.finder.js';
import { RosterOut } from './roster-out.dto.js';
import { presentParticipant } from './roster.presenter.js';
import { delegationsOf, figuresOf } from './roster.rules.js';

/** The participants by State through the API. */
@ApiTags('delegations')
@Controller('api/v1/meetings/:id/delegations')
export class RosterApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: RosterFinder,
    private readonly heads: HeadService,
    private readonly names: StateNames,
  ) {}

  @Get()
  @Allow(signedIn)
  @ApiOperation({
    summary: 'Participants by State with heads of delegation, and figures; for those invited and organisers',
  })
  @ApiOkResponse({ standardSchema: RosterOut })
  async list(@By() actor: Actor, @Param('id') id: string) {
    const meeting = found(await this.meetings.one(actor, id));
    demand(canSeeParticipants(actor, meeting));
    const rows = await this.finder.seenBy(actor, id);
    const order = this.names.options('en').map(({ value }) => value);
    const delegations = delegationsOf(rows, order).map(({ rows: people, ...one }) => ({
      ...one,
      people: people.map(presentParticipant),
    }));
    return { figures: figuresOf(rows), delegations };
  }

  @Put(':stateCode/head')
  @Allow(signedIn)
  @ApiOperation({ summary: 'Name the head of a delegation, or nobody; organisers and the contact of the State' })
  @ApiOkResponse({ standardSchema: RosterOut })
  async head(
    @By() actor: Actor,
    @Param() { id, stateCode: code }: Path,
    @Body({ schema: headInput }) { personId }: HeadInput,
  ) {
    found(await this.meetings.one(actor, id));
    await this.heads.name(actor, id, { stateCode: check(stateParam, code), personId });
    return this.list(actor, id);
  }
}

interface Path {
  id: string;
  stateCode: string;
}
