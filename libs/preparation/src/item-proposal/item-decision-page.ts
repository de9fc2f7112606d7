import { Injectable } from '@nestjs/common';
import { AgendaFinder, crumbsOf, MeetingFinder } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { ProposalRow } from './item-proposal.finder.js';
import { presentProposal } from './item-proposal.presenter.js';

export type Decision = 'acceptance' | 'merger' | 'deferral';

interface Shown {
  decision: Decision;
  form?: FormState;
  status?: number;
}

const labels = {
  ...Object.fromEntries(['title', 'minutes'].map((field) => [field, `preparation.itemProposal.field.${field}`])),
  ...Object.fromEntries(
    ['answer', 'audience', 'itemId'].map((field) => [field, `preparation.itemProposal.decide.field.${field}`]),
  ),
};

/** The page on which a proposal is answered: for organisers. */
@Injectable()
export class ItemDecisionPage {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly agenda: AgendaFinder,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, proposal: ProposalRow, { decision, form, status = 200 }: Shown): Promise<Answer> {
    const wanted = form ? form.values.meetingId : ctx.query.meeting;
    const meetingId = typeof wanted === 'string' && wanted ? wanted : proposal.calledForId;
    const meeting = found(await this.meetings.one(ctx.actor, meetingId));
    const items = decision === 'merger' ? await this.agenda.draft(meeting) : [];
    const { title, minutes } = proposal;
    const audience = meeting.groupId ? 'group' : 'states';
    return this.views.page(
      ctx,
      'preparation/item-proposal/decide',
      {
        title: this.views.i18n.t(ctx.lang, `preparation.itemProposal.decide.title.${decision}`, { title }),
        crumbs: [
          ...crumbsOf(meeting),
          { href: `/meetings/${meeting.id}/item-call`, key: 'preparation.itemCall.title' },
        ],
        decision,
        proposal: presentProposal(ctx.lang, proposal),
        meeting,
        items: items.map(({ id, number, title: text }) => ({ value: id, label: number ? `${number} ${text}` : text })),
        audiences: ['organisers', ...(meeting.groupId ? ['group'] : []), 'states', 'network'].map((value) => ({
          value,
          key: `library.audience.${value}`,
        })),
        form: form ?? freshForm({ title, minutes, audience }),
        labels,
        version: form?.conflict ? proposal.version : (form?.values.version ?? proposal.version),
      },
      status,
    );
  }
}
