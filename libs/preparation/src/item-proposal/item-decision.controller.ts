import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { canCallForItems } from '../item-call/item-call.policy.js';
import { ItemDecisionPage } from './item-decision-page.js';
import { DecisionOfItems } from './item-decision.service.js';
import { acceptance, deferral, merger } from './item-proposal.dto.js';
import { ProposalFinder, type ProposalRow } from './item-proposal.finder.js';

/** Answering proposed items, for organisers. */
@ApiExcludeController()
@Controller('item-proposals/:id')
export class ItemDecisionController {
  constructor(
    private readonly finder: ProposalFinder,
    private readonly decisions: DecisionOfItems,
    private readonly page: ItemDecisionPage,
  ) {}

  @Page('acceptance', canCallForItems)
  async acceptForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.proposal(id), { decision: 'acceptance' });
  }

  @Submit('acceptance', canCallForItems)
  async accept(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.proposal(id);
    return submit(ctx, {
      schema: acceptance,
      body,
      run: (input) => this.decisions.accept(ctx.actor, id, input),
      done: (meetingId) => seeOther(`/meetings/${meetingId}/item-call`, 'preparation.itemProposal.flash.accepted'),
      again: async (form, status) =>
        this.page.show(ctx, await this.proposal(id), { decision: 'acceptance', form, status }),
    });
  }

  @Page('merger', canCallForItems)
  async mergeForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.proposal(id), { decision: 'merger' });
  }

  @Submit('merger', canCallForItems)
  async merge(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.proposal(id);
    return submit(ctx, {
      schema: merger,
      body,
      run: (input) => this.decisions.merge(ctx.actor, id, input),
      done: (meetingId) => seeOther(`/meetings/${meetingId}/item-call`, 'preparation.itemProposal.flash.merged'),
      again: async (form, status) => this.page.show(ctx, await this.proposal(id), { decision: 'merger', form, status }),
    });
  }

  @Page('deferral', canCallForItems)
  async deferForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.proposal(id), { decision: 'deferral' });
  }

  @Submit('deferral', canCallForItems)
  async defer(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.proposal(id);
    return submit(ctx, {
      schema: deferral,
      body,
      run: (input) => this.decisions.defer(ctx.actor, id, input),
      done: (meetingId) => seeOther(`/meetings/${meetingId}/item-call`, 'preparation.itemProposal.flash.deferred'),
      again: async (form, status) =>
        this.page.show(ctx, await this.proposal(id), { decision: 'deferral', form, status }),
    });
  }

  private async proposal(id: string): Promise<ProposalRow> {
    return found(await this.finder.one(id));
  }
}
