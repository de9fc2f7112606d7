import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { wallOf } from '@samrad/platform/pure';
import { Views, type Answer } from '@samrad/platform/views';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { MeetingPanels } from '../../meeting/meeting-panels.js';
import { LetterExamples } from '../choosing/letter-examples.js';
import { canInvite } from '../invitation.policy.js';
import { asksAgain, letterKinds } from '../invitation.rules.js';
import { addresseeOf } from './invitation-letters.js';
import { letterTag } from './letter-tags.js';
import { OpenProposals } from './proposals/open-proposals.js';
import { WaitingNews, type Told, type Waiting } from './waiting-news.js';
import { crumbsOf } from '../../meeting/meeting.presenter.js';

/** Changes that wait to be mailed: the panel on the meeting's page, and who gets what and why. */
@Injectable()
export class ChangesPage implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly waiting: WaitingNews,
    private readonly proposals: OpenProposals,
    private readonly examples: LetterExamples,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.panels.offer({
      name: 'changes',
      column: 'main',
      order: 1,
      render: (ctx, meeting) => this.panel(ctx, meeting),
    });
  }

  async page(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const waiting = await this.waiting.of(meeting);
    return this.views.page(ctx, 'meetings/invitation/changes', {
      title: this.say(ctx, 'title'),
      crumbs: crumbsOf(meeting),
      meeting,
      ...(waiting && this.shown(ctx, meeting, waiting)),
      rows: waiting ? await this.rows(ctx, meeting, waiting.told) : [],
      previews: await this.previews(ctx, meeting, waiting?.told ?? []),
    });
  }

  private async rows({ lang }: Ctx, meeting: MeetingRow, told: readonly Told[]) {
    const proposals = await this.proposals.of(meeting);
    return told.map(({ row, kind }) => ({
      ...row,
      why: whyOf(row, kind),
      tag: letterTag(kind),
      lapses: asksAgain(kind) ? (proposals.get(row.id) ?? []).map((one) => one.about(lang)) : [],
    }));
  }

  /** The page that asks before people are left untold. */
  async confirmDropping(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const count = (await this.waiting.of(meeting))?.told.length ?? 0;
    const isOff = meeting.status === 'cancelled' || meeting.status === 'postponed';
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'dropTitle'),
      text: this.say(ctx, isOff ? 'dropTextOff' : 'dropText', { count }),
      crumbs: crumbsOf(meeting),
      action: `/meetings/${meeting.id}/changes/dropping`,
      submit: this.say(ctx, 'drop'),
      cancel: `/meetings/${meeting.id}`,
    });
  }

  private async panel(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    if (!canInvite(ctx.actor)) return null;
    const waiting = await this.waiting.of(meeting);
    return waiting && this.views.markup(ctx, 'meetings/invitation/_changes', this.shown(ctx, meeting, waiting));
  }

  private shown(ctx: Ctx, meeting: MeetingRow, { changes, dueAt, told }: Waiting) {
    const isLate = dueAt <= this.clock.instant();
    return {
      meeting,
      lead: this.say(ctx, isLate ? 'leadNow' : 'lead', {
        changes: this.say(ctx, 'changes', { count: changes.length }),
        people: this.say(ctx, 'people', { count: told.length }),
        time: wallOf(dueAt, meeting.zone).slice(11),
      }),
      kinds: changes.map((kind) => this.say(ctx, `kind.${kind}`)).join(', '),
      count: told.length,
    };
  }

  private async previews(ctx: Ctx, meeting: MeetingRow, told: readonly Told[]) {
    const examples = [];
    for (const kind of letterKinds) {
      const people = told.filter((one) => one.kind === kind).map(({ row }) => addresseeOf(row));
      if (people.length) examples.push(...(await this.examples.of(ctx, meeting, { kind, people })));
    }
    return examples;
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.invitation.changes.${key}`, params);
  }
}

/** The end of a locale key: who never answered has no answer that could still count. */
const whyOf = ({ status }: Told['row'], kind: Told['kind']): string =>
  kind === 'changed' && status === 'needs_action' ? 'unanswered' : kind;
