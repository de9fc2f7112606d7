import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, everyone, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { strictQuery } from '@samrad/platform/views';
import { DecisionChange, DecisionQuery, NewDecision, StandingChange } from './decision.dto.js';
import { DecisionFinder } from './decision.finder.js';
import { canRecordDecisions } from './decision.policy.js';
import { linkTo, presentDecision } from './decision.presenter.js';
import { DecisionService } from './decision.service.js';
import { StandingService } from './standing.service.js';

/** Decisions in published minutes that the caller may read; organisers see drafts too. */
@ApiTags('decisions')
@Controller('api/v1')
export class DecisionApiController {
  constructor(
    private readonly finder: DecisionFinder,
    private readonly decisions: DecisionService,
    private readonly standings: StandingService,
  ) {}

  @Get('decisions')
  @Allow(everyone)
  @ApiOperation({
    summary: 'The register, newest first; filter by `q`, `year`, `series`, `status`, `topic` and `group`',
  })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(DecisionQuery) }) query: DecisionQuery) {
    const { rows, total, ...page } = await this.finder.page(actor, query);
    return { items: rows.map(presentDecision), ...page, ...(total !== null && { total }) };
  }

  @Get('decisions/:id')
  @Allow(everyone)
  @ApiOperation({ summary: 'One decision' })
  async one(@By() actor: Actor, @Param('id') id: string) {
    const row = found(await this.finder.one(actor, id));
    const { by, of } = await this.finder.linked(actor, row);
    return { ...presentDecision(row), supersededBy: by && linkTo(by), supersedes: of.map(linkTo) };
  }

  @Get('meetings/:id/decisions')
  @Allow(everyone)
  @ApiOperation({ summary: 'Decisions of a meeting in order of number' })
  async ofMeeting(@By() actor: Actor, @Param('id') meetingId: string) {
    return { items: (await this.finder.ofMeeting(actor, meetingId)).map(presentDecision) };
  }

  @Post('meetings/:id/decisions')
  @Allow(canRecordDecisions)
  @ApiOperation({ summary: 'Record a decision; it gets the next number of its series and year' })
  async record(@By() actor: Actor, @Param('id') meetingId: string, @Body({ schema: NewDecision }) input: NewDecision) {
    return this.one(actor, await this.decisions.record(actor, meetingId, input));
  }

  @Patch('decisions/:id')
  @Allow(canRecordDecisions)
  @ApiOperation({ summary: 'Change the text; 409 with both texts when `version` is stale' })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: DecisionChange }) input: DecisionChange) {
    await this.decisions.change(actor, id, input);
    return this.one(actor, id);
  }

  @Put('decisions/:id/standing')
  @Allow(canRecordDecisions)
  @ApiOperation({ summary: 'Say what became of it; 409 with both texts when `version` is stale' })
  async stand(@By() actor: Actor, @Param('id') id: string, @Body({ schema: StandingChange }) input: StandingChange) {
    await this.standings.change(actor, id, input);
    return this.one(actor, id);
  }

  @Delete('decisions/:id')
  @HttpCode(204)
  @Allow(canRecordDecisions)
  @ApiOperation({ summary: 'Remove a draft; 409 once it is published' })
  @ApiNoContentResponse()
  async remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.decisions.remove(actor, id);
  }
}
