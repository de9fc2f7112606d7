import { Injectable } from '@nestjs/common';
import { crumbsOf, type MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { AskedFinder } from '../asked/asked.finder.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import { ProposalFinder } from '../item-proposal/item-proposal.finder.js';
import { presentProposal } from '../item-proposal/item-proposal.presenter.js';
import { ItemCallFinder, type ItemCallRow } from './item-call.finder.js';
import { firstRespondBy, mayCall, windowOf } from './item-call.rules.js';
import { ItemCallService } from './item-call.service.js';

interface Shown {
  form?: FormState;
  status?: number;
}

const labels = Object.fromEntries(
  ['respondBy', 'message'].map((field) => [field, `preparation.itemCall.field.${field}`]),
);

/** The call for items of a meeting with what was proposed, for organisers. */
@Injectable()
export class ItemCallPage {
  constructor(
    private readonly finder: ItemCallFinder,
    private readonly service: ItemCallService,
    private readonly proposals: ProposalFinder,
    private readonly asked: AskedFinder,
    private readonly reminders: AskedReminders,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, meeting: MeetingRow, { form, status = 200 }: Shown = {}): Promise<Answer> {
    const call = await this.finder.ofMeeting(meeting.id);
    const deferred = await this.proposals.deferredFor(meeting);
    const mayOpen = !call && mayCall(meeting, this.clock.instant());
    const today = this.clock.today();
    return this.views.page(
      ctx,
      'preparation/item-call/show',
      {
        title: this.views.i18n.t(ctx.lang, 'preparation.itemCall.title'),
        crumbs: crumbsOf(meeting),
        meetingId: meeting.id,
        call,
        deferred: deferred.map((row) => presentProposal(ctx.lang, row)),
        mayPlace: mayCall(meeting, this.clock.instant()),
        mayOpen,
        hasGroup: meeting.groupId !== null,
        callees: mayOpen ? (await this.service.callees(meeting)).length : 0,
        form: form ?? freshForm({ respondBy: firstRespondBy(today, meeting.startWall.slice(0, 10)) }),
        labels,
        ...(call && (await this.known(ctx, meeting, call))),
      },
      status,
    );
  }

  editPage(
    ctx: Ctx,
    { meeting, call }: { meeting: MeetingRow; call: ItemCallRow },
    { form, status }: Shown = {},
  ): Answer {
    const data = {
      title: this.views.i18n.t(ctx.lang, 'preparation.itemCall.editTitle'),
      crumbs: [...crumbsOf(meeting), { href: `/meetings/${meeting.id}/item-call`, key: 'preparation.itemCall.title' }],
      meetingId: meeting.id,
      call,
      version: form?.conflict ? call.version : (form?.values.version ?? call.version),
      form: form ?? freshForm(call),
      labels,
    };
    return this.views.page(ctx, 'preparation/item-call/edit', data, status);
  }

  private async known(ctx: Ctx, meeting: MeetingRow, call: ItemCallRow) {
    const times = { now: this.clock.instant(), today: this.clock.today(meeting.zone) };
    const window = windowOf(call, meeting, times);
    const [proposals, asked, reminding, events] = await Promise.all([
      this.proposals.ofCall(call.id),
      this.asked.all('item_call', call.id),
      window === 'open' ? this.reminders.toRemind('item_call', call.id) : [],
      this.events.history('item_call', call.id, 20),
    ]);
    return {
      window,
      mayChange: mayCall(meeting, times.now),
      asked: asked.length,
      states: new Set(asked.map(({ stateCode }) => stateCode).filter(Boolean)).size,
      reminding: reminding.length,
      proposals: proposals.map((row) => presentProposal(ctx.lang, row)),
      events: this.views.history(ctx.lang, 'preparation.event', events),
    };
  }
}
