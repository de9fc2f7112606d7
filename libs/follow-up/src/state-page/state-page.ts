import { Injectable } from '@nestjs/common';
import {
  AnswerLink,
  answerOptions,
  choiceOf,
  InvitationFinder,
  referenceOf,
  secretPage,
  whenText,
  whyClosed,
} from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import type { Language } from '@samrad/platform/i18n';
import { formatInstant, freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { presentProposal, proposalTypes } from '@samrad/preparation';
import { standingTag } from '../report/report.presenter.js';
import { markOf, mayClear, mayTakeBack, mayWrite, titleIn } from '../report/report.rules.js';
import { StateActions, type RefusedReport } from './state-actions.js';
import type { StateSession } from './state-door.js';
import { StateItems } from './state-items.js';
import { StatePapers } from './state-papers.js';

/** A form of the page that was refused. */
export interface Refused {
  part: 'answer' | 'report' | 'clearance' | 'action' | 'extension' | 'item';
  form: FormState;
  status: number;
  /** Of the action. */
  id?: string;
}

/** What was just done → the section of the page where it was done. */
export const doneAt: Record<string, string> = {
  ...{ answer: 'answer', report: 'report', late: 'report', clearance: 'report', withdrawal: 'report' },
  ...{ action: 'actions', extension: 'actions', item: 'items', itemLate: 'items' },
};

/** The one page of a State before a meeting: plain, in the person's language, without sign-in. */
@Injectable()
export class StatePage {
  constructor(
    private readonly invitations: InvitationFinder,
    private readonly answerLink: AnswerLink,
    private readonly actions: StateActions,
    private readonly papers: StatePapers,
    private readonly items: StateItems,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, session: StateSession, refused: Refused | null = null): Promise<Answer> {
    const { asked, meeting, actor } = session;
    const lang = ctx.query.lang ? ctx.lang : asked.language;
    const formOf = (part: Refused['part']) => (refused?.part === part ? refused.form : null);
    const refusedAction = refusedIn(refused);
    const [answer, lines, papers, items, history] = await Promise.all([
      this.answer(session, formOf('answer')),
      this.actions.open(actor, lang, refusedAction),
      this.papers.of(session),
      this.itemsOf(lang, session, formOf('item')),
      this.history(lang, session),
    ]);
    const data = {
      layout: 'plain',
      title: meeting.title,
      reference: referenceOf(meeting),
      meeting,
      when: whenText(lang, meeting),
      name: asked.name,
      stateCode: asked.stateCode,
      ...doneOf(ctx, refused),
      home: homeOf(ctx.path),
      answer,
      report: this.report(lang, session, formOf('report') ?? formOf('clearance')),
      lines,
      ...papers,
      items,
      history,
    };
    return this.views
      .page({ ...ctx, lang }, 'follow-up/state-page/show', data, refused?.status ?? 200)
      .with(secretPage);
  }

  /** Null for somebody who is not invited: a contact or a deputy. */
  private async answer({ actor, meeting }: StateSession, form: FormState | null) {
    const invitation = await this.invitations.own(actor, meeting.id);
    if (!invitation) return null;
    const current = choiceOf(invitation);
    const fresh = { answer: current, comment: invitation.comment, sequence: meeting.sequence };
    return {
      closed: whyClosed(invitation, meeting, this.clock.instant()),
      hasAnswered: invitation.status !== 'needs_action',
      statusKey: current ? `meetings.reply.choice.${current}` : `meetings.invitation.status.${invitation.status}`,
      options: answerOptions(meeting, 'choice'),
      form: form ?? freshForm(fresh),
      isRefused: form !== null,
      more: this.answerLink.urlOf(invitation.id),
    };
  }

  private report(lang: Language, session: StateSession, form: FormState | null) {
    const { call, report, phase, speaks, topics } = session;
    const writes = mayWrite(phase, report);
    return {
      call,
      phase,
      tag: standingTag(report.standing),
      isLate: report.isLate,
      writes,
      boxes: topics.map((topic) => this.box(lang, { topic, session, form })),
      cleared: report.isCleared ? { by: report.clearedBy, at: report.clearedAt } : null,
      mayClear: speaks && mayClear(phase, report),
      mayTakeBack: speaks && mayTakeBack(phase, report),
      speaks,
      mark: markOf(report.texts),
      errors: form?.list ?? [],
      conflict: form?.conflict ? { key: form.conflict.key, params: spoken(form.conflict.params, lang) } : null,
    };
  }

  /** One box: what is typed, or what is there; with a colleague's text when that was saved first. */
  private box(lang: Language, { topic, session, form }: Boxed) {
    const name = `text-${topic.id}`;
    const kept = session.report.texts.find(({ topicId }) => topicId === topic.id);
    const theirs = (form?.conflict?.theirs as Record<string, string> | undefined)?.[name];
    const typed = form?.values[name];
    const number = form && theirs === undefined ? form.values[`number-${topic.id}`] : (kept?.number ?? 0);
    return {
      name,
      numberName: `number-${topic.id}`,
      title: titleIn(topic.titles, lang),
      form: form ?? freshForm({}),
      value: typed ?? kept?.text ?? '',
      text: kept?.text ?? null,
      number: number ?? kept?.number ?? 0,
      theirs: theirs === undefined ? null : theirs || '–',
      saved: kept ? { by: kept.savedBy, at: kept.savedAt, isLate: Boolean(kept.isLate) } : null,
    };
  }

  private async itemsOf(lang: Language, { asked, meeting }: StateSession, form: FormState | null) {
    const items = await this.items.of({ asked, meetingId: meeting.id });
    return {
      window: items?.window ?? 'none',
      call: items?.call ?? null,
      path: items?.path ?? null,
      proposals: (items?.proposals ?? []).map((row) => presentProposal(lang, row)),
      types: proposalTypes.map((value) => ({ value, key: `meetings.agenda.type.${value}` })),
      form: form ?? freshForm({ minutes: 30, type: 'discussion' }),
      isRefused: form !== null,
    };
  }

  /** What happened to the report of this State, in words. */
  private async history(lang: Language, { call, asked }: StateSession) {
    const events = await this.events.history('report_call', call.id, 200);
    const own = events.filter(({ data }) => data.state === asked.stateCode).slice(0, 20);
    return this.views.history(
      lang,
      'followUp.event',
      own.map((event) => ({ ...event, data: { ...event.data, state: '' } })),
    );
  }
}

function refusedIn(refused: Refused | null): RefusedReport | null {
  if (refused?.part !== 'action' && refused?.part !== 'extension') return null;
  return { id: refused.id!, form: refused.form, what: refused.part === 'action' ? 'report' : 'extension' };
}

function doneOf({ query }: Ctx, refused: Refused | null) {
  const done = Object.keys(doneAt).find((part) => query.done === part);
  return refused || !done ? {} : { done, doneAt: doneAt[done] };
}

interface Boxed {
  topic: StateSession['topics'][number];
  session: StateSession;
  form: FormState | null;
}

/** `/s/<token>` of any path behind it. */
export const homeOf = (path: string): string => path.split('/').slice(0, 3).join('/');

const spoken = (params: Record<string, unknown> | undefined, lang: Language) =>
  typeof params?.at === 'string' ? { ...params, at: formatInstant(params.at, lang) } : params;
