import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { AskedReminders } from '../asked/asked-reminders.js';
import { DecisionOfItems } from '../item-proposal/item-decision.service.js';
import {
  acceptance,
  deferral,
  merger,
  type Acceptance,
  type Deferral,
  type Merger,
} from '../item-proposal/item-proposal.dto.js';
import { ProposalFinder } from '../item-proposal/item-proposal.finder.js';
import { askedOut, itemCallOut, proposalOut } from './item-call-out.dto.js';
import { itemCallChange, itemCallInput, type ItemCallChange, type ItemCallInput } from './item-call.dto.js';
import { ItemCallFinder } from './item-call.finder.js';
import { canCallForItems } from './item-call.policy.js';
import { ItemCallService } from './item-call.service.js';

/** Items that States propose, for organisers. Those asked propose by their personal link. */
@ApiTags('preparation')
@Controller('api/v1')
export class ItemCallApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly calls: ItemCallFinder,
    private readonly service: ItemCallService,
    private readonly reminders: AskedReminders,
    private readonly proposals: ProposalFinder,
    private readonly decisions: DecisionOfItems,
  ) {}

  @Get('meetings/:id/item-call')
  @Allow(canCallForItems)
  @ApiOperation({
    summary: 'The call for items of a meeting with what was proposed, and what earlier meetings deferred',
  })
  @ApiOkResponse({ standardSchema: itemCallOut })
  async show(@By() actor: Actor, @Param('id') id: string) {
    const meeting = found(await this.meetings.one(actor, id));
    const call = await this.calls.ofMeeting(id);
    const [proposals, deferred] = await Promise.all([
      call ? this.proposals.ofCall(call.id) : [],
      this.proposals.deferredFor(meeting),
    ]);
    const { respondBy = null, status = null, message = null, version = null } = call ?? {};
    return {
      respondBy,
      status,
      message,
      version,
      proposals: proposals.map(proposalOut),
      deferred: deferred.map(proposalOut),
    };
  }

  @Post('meetings/:id/item-call')
  @Allow(canCallForItems)
  @ApiOperation({
    summary:
      'Call for items: a mail with a personal link to everybody who speaks for a State; 409 when there is a call',
  })
  @ApiCreatedResponse({ standardSchema: askedOut })
  async open(@By() actor: Actor, @Param('id') id: string, @Body({ schema: itemCallInput }) input: ItemCallInput) {
    return { asked: await this.service.open(actor, id, input) };
  }

  @Put('meetings/:id/item-call')
  @Allow(canCallForItems)
  @ApiOperation({ summary: 'Change message and day; another day opens a closed call again' })
  @ApiOkResponse({ standardSchema: itemCallOut })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: itemCallChange }) input: ItemCallChange) {
    await this.service.change(actor, id, input);
    return this.show(actor, id);
  }

  @Post('meetings/:id/item-call/closing')
  @HttpCode(204)
  @Allow(canCallForItems)
  @ApiOperation({ summary: 'Close the call: nothing more is taken' })
  @ApiNoContentResponse()
  async close(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.service.close(actor, id);
  }

  @Post('meetings/:id/item-call/reminder')
  @HttpCode(200)
  @Allow(canCallForItems)
  @ApiOperation({ summary: 'Remind those whose State has proposed nothing, at most once a day' })
  @ApiOkResponse({ standardSchema: askedOut })
  async remind(@By() actor: Actor, @Param('id') id: string) {
    found(await this.meetings.one(actor, id));
    const call = found(await this.calls.ofMeeting(id));
    return { asked: await this.reminders.remind(actor, 'item_call', call.id) };
  }

  @Post('item-proposals/:id/acceptance')
  @HttpCode(200)
  @Allow(canCallForItems)
  @ApiOperation({ summary: 'Put a proposal on the agenda; 409 when `version` is not the newest or it was answered' })
  async accept(@By() actor: Actor, @Param('id') id: string, @Body({ schema: acceptance }) input: Acceptance) {
    return { meetingId: await this.decisions.accept(actor, id, input) };
  }

  @Post('item-proposals/:id/merger')
  @HttpCode(200)
  @Allow(canCallForItems)
  @ApiOperation({ summary: 'Merge a proposal into an item of the agenda' })
  async merge(@By() actor: Actor, @Param('id') id: string, @Body({ schema: merger }) input: Merger) {
    return { meetingId: await this.decisions.merge(actor, id, input) };
  }

  @Post('item-proposals/:id/deferral')
  @HttpCode(200)
  @Allow(canCallForItems)
  @ApiOperation({ summary: 'Leave a proposal for a later meeting, with the reason' })
  async defer(@By() actor: Actor, @Param('id') id: string, @Body({ schema: deferral }) input: Deferral) {
    return { meetingId: await this.decisions.defer(actor, id, input) };
  }
}
