import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { StateNames, TopicFinder } from '@samrad/network';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { CandidateFinder } from '../../meeting/page/candidate.finder.js';
import { MeetingDocuments } from '../../meeting/paper/meeting-documents.js';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { referenceOf } from '../../meeting/meeting.rules.js';
import { whenText } from '../../meeting/meeting.presenter.js';
import { TemplateFinder } from '../template/template.finder.js';
import { AgendaViews } from '../agenda-views.js';
import { itemTypes } from '../agenda.dto.js';
import { AgendaFinder, type DraftLine } from '../agenda.finder.js';
import { AgendaFit } from './agenda-fit.js';
import { SessionFinder, type KnownSession } from '../session/session.finder.js';
import { presenterView } from '../agenda.presenter.js';
import { SeriesTopicFinder } from '../../series/topic/topic.finder.js';
import type { AgendaLine, Presenter } from '../agenda.types.js';

const labels = Object.fromEntries(
  ['title', 'minutes', 'presenters', 'topicCode', 'topicId', 'note', 'within', 'isSub', 'documents', 'type'].map(
    (field) => [field, field === 'type' ? 'meetings.agenda.typeLabel' : `meetings.agenda.field.${field}`],
  ),
);

const types = itemTypes.map((value) => ({ value, key: `meetings.agenda.type.${value}` }));

/** The pages on which an agenda is built. */
@Injectable()
export class AgendaForms {
  constructor(
    private readonly views: Views,
    private readonly agenda: AgendaViews,
    private readonly finder: AgendaFinder,
    private readonly meetings: MeetingFinder,
    private readonly documents: MeetingDocuments,
    private readonly candidates: CandidateFinder,
    private readonly topics: TopicFinder,
    private readonly seriesTopics: SeriesTopicFinder,
    private readonly states: StateNames,
    private readonly sessions: SessionFinder,
    private readonly fits: AgendaFit,
    private readonly templates: TemplateFinder,
  ) {}

  /** The builder: items, sum, a form for one more. */
  async builder(ctx: Ctx, meeting: MeetingRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { form = freshForm({ minutes: 30, type: 'information' }), status = 200 } = given;
    const [table, versions, sessions, fields] = await Promise.all([
      this.agenda.draft(ctx, meeting, 'builder'),
      this.finder.versions(meeting.id),
      this.sessions.of(meeting.id),
      this.fields(ctx, meeting),
    ]);
    const data = {
      title: this.say(ctx, 'editTitle'),
      crumbs: this.crumbs(meeting),
      meetingId: meeting.id,
      when: whenText(ctx.lang, meeting),
      table,
      fit: this.agenda.fit(ctx, meeting, table.lines),
      versions,
      sessions: sessions.map((session) => ({ ...session, count: countOf(table.lines, session) })),
      form,
      labels,
      chosen: this.chosenOf(ctx, form, []),
      ...fields,
      ...(table.lines.every(({ carried }) => carried !== null) ? await this.starts(ctx, meeting) : {}),
    };
    return this.views.page(ctx, 'meetings/agenda/edit', data, status);
  }

  /** One item. @param form as it was sent, when something is wrong with it */
  async itemPage(ctx: Ctx, meeting: MeetingRow, line: DraftLine, given: { form?: FormState; status?: number } = {}) {
    const { form = freshForm(valuesOf(line)), status = 200 } = given;
    const papers = await this.documents.of(ctx.actor, meeting.id);
    const data = {
      title: this.say(ctx, 'itemTitle', { title: line.title }),
      crumbs: [
        ...this.crumbs(meeting),
        { href: `/meetings/${meeting.id}/agenda/edit`, key: 'meetings.agenda.editTitle' },
      ],
      meetingId: meeting.id,
      itemId: line.id,
      version: form.conflict ? line.version : (form.values.version ?? line.version),
      form: { ...form, values: { ...form.values, documents: [form.values.documents ?? []].flat() } },
      labels,
      chosen: this.chosenOf(ctx, form, line.presenters),
      fit: await this.fits.now(ctx, meeting),
      documents: papers.map(({ id, title }) => ({ value: id, label: title })),
      ...(await this.fields(ctx, meeting, line.topicId)),
    };
    return this.views.page(ctx, 'meetings/agenda/item', data, status);
  }

  /** Options of the presenter select for what somebody types. */
  async presenterOptions(ctx: Ctx, meeting: MeetingRow, q: string): Promise<Answer> {
    const people = await this.candidates.presenters(meeting, q);
    const states = this.states.options(ctx.lang).filter(({ label }) => begins(label, q));
    return this.views.fragment(ctx, 'meetings/agenda/_presenter-options', { people, states });
  }

  crumbs({ id, title }: MeetingRow) {
    return [
      { href: '/meetings', key: 'meetings.meeting.listTitle' },
      { href: `/meetings/${id}`, text: title },
    ];
  }

  private async fields({ lang }: Ctx, meeting: MeetingRow, topicId: string | null = null) {
    const [people, topics, sessions, seriesTopics] = await Promise.all([
      this.candidates.presenters(meeting),
      this.topics.options(lang, true),
      this.sessions.of(meeting.id),
      this.seriesTopics.options(meeting.seriesId, topicId),
    ]);
    return {
      seriesTopics,
      people,
      topics,
      types,
      placing: sessions.flatMap(placesOf),
      states: this.states.options(lang),
    };
  }

  /** Presenters that the item has, or that the form sent, as ticked boxes. */
  private chosenOf({ lang }: Ctx, form: FormState, presenters: readonly Presenter[]) {
    const sent = [form.values.presenters ?? []].flat() as string[];
    const known = presenters.map((one) => ({ value: keyOf(one), label: presenterView(lang, one).name }));
    const typed = sent
      .filter(
        (value) => typeof value === 'string' && value.startsWith('s:') && !known.some((one) => one.value === value),
      )
      .map((value) => ({ value, label: this.states.nameOf(value.slice(2), lang) }));
    return [...known, ...typed];
  }

  private async starts(ctx: Ctx, meeting: MeetingRow) {
    const templates = await this.templates.all(ctx.lang);
    const earlier = await this.meetings.some(
      ctx.actor,
      sql`m.id <> ${meeting.id}
      AND EXISTS (SELECT 1 FROM agenda_item i WHERE i.meeting_id = m.id)`,
    );
    return {
      starting: freshForm({ template: templates[0]!.code }),
      templates: templates.map(({ code, name }) => ({ value: code, label: name })),
      earlier: earlier
        .reverse()
        .sort((a, b) => Number(isOfSeries(b, meeting)) - Number(isOfSeries(a, meeting)))
        .slice(0, 50)
        .map((one) => ({ value: one.id, label: [referenceOf(one), one.title].filter(Boolean).join(': ') })),
    };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.agenda.${key}`, params);
  }
}

/** Meetings of the same series come first among those to copy from. */
const isOfSeries = ({ seriesId }: MeetingRow, meeting: MeetingRow) =>
  seriesId !== null && seriesId === meeting.seriesId;

const keyOf = ({ personId, stateCode }: Presenter) => (personId ? `p:${personId}` : `s:${stateCode}`);
const begins = (label: string, q: string) => label.toLowerCase().startsWith(q.trim().toLowerCase());

/** A session and its groups as choices. */
const placesOf = ({ id, title, groups }: KnownSession) => [
  { value: `s:${id}`, label: title },
  ...groups.map((group) => ({ value: `g:${group.id}`, label: `${title}: ${group.name}` })),
];

const countOf = (lines: readonly AgendaLine[], { id }: KnownSession) =>
  lines.filter(({ session }) => session?.id === id).length;

const withinOf = ({ session, group }: DraftLine) => (group ? `g:${group.id}` : session ? `s:${session.id}` : '');

const valuesOf = (line: DraftLine) => ({
  title: line.title,
  minutes: line.minutes,
  type: line.type,
  topicCode: line.topicCode ?? '',
  topicId: line.topicId ?? '',
  note: line.note ?? '',
  within: withinOf(line),
  isSub: line.isSub,
  presenters: line.presenters.map(keyOf),
  documents: line.documents.map(({ id }) => id),
  version: line.version,
});
