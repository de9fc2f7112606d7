import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { addDays, wallOf } from '@samrad/platform/pure';
import { isEmpty, toMarkdown } from '@samrad/platform/richtext';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { isAskable, OrganisationFinder, PersonFinder, StateFinder, StateNames } from '@samrad/network';
import { AttendanceFinder } from '../attendance/attendance.finder.js';
import { countsOf } from '../attendance/attendance.rules.js';
import { DecisionFinder } from '../../decision/decision.finder.js';
import { presentDecision } from '../../decision/decision.presenter.js';
import { AgendaFinder } from '../../agenda/agenda.finder.js';
import { AgendaFollowUp } from '../../agenda/carried/agenda-follow-up.js';
import type { AgendaLine } from '../../agenda/agenda.types.js';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import type { MeetingAction } from '../meeting-actions.js';
import { LiveDesk } from '../live/live-desk.js';
import { MinutesRecord } from '../minutes-record.js';
import { topicOutcomes } from '../minutes.entity.js';
import { MinutesFinder, type MinutesRow, type SectionRow } from '../minutes.finder.js';
import { MinutesPresenter } from '../minutes.presenter.js';
import { isSameContent, mayBegin, namedIn, withoutSection } from '../minutes.rules.js';
import { typedIn, type EditorRecord } from './editor-text.js';
import { MinutesWords } from '../reading/minutes-words.js';

/** A form shown again: which section's, and what was typed. */
export interface Again {
  sectionId: string;
  form: FormState;
  status: number;
}

/** The page on which minutes are written: items left, one text in the middle, people and agreements right. */
@Injectable()
export class EditingPage {
  constructor(
    private readonly views: Views,
    private readonly meetings: MeetingFinder,
    private readonly finder: MinutesFinder,
    private readonly agenda: AgendaFinder,
    private readonly record: MinutesRecord,
    private readonly attendance: AttendanceFinder,
    private readonly decisions: DecisionFinder,
    private readonly organisations: OrganisationFinder,
    private readonly persons: PersonFinder,
    private readonly states: StateFinder,
    private readonly names: StateNames,
    private readonly live: LiveDesk,
    private readonly followUp: AgendaFollowUp,
    private readonly presenter: MinutesPresenter,
    private readonly words: MinutesWords,
    private readonly clock: Clock,
  ) {}

  /** @param sectionId the one to write in; the first when absent */
  async show(
    ctx: Ctx,
    meetingId: string,
    { sectionId, again }: { sectionId?: string; again?: Again },
  ): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, meetingId));
    const minutes = await this.finder.ofMeeting(ctx.actor, meetingId);
    const mayStart = mayBegin(meeting, this.clock.instant());
    const title = this.words.say(ctx.lang, minutes ? 'editTitle' : 'startTitle');
    if (!minutes || !mayStart) {
      const items = await this.finder.items(meeting);
      return this.views.page(ctx, 'meetings/minutes/start', { title, meeting, mayStart, count: items.length });
    }
    const data = await this.data(ctx, {
      meeting,
      minutes,
      sectionId: again?.sectionId ?? sectionId,
      form: again?.form,
    });
    return this.views.page(ctx, 'meetings/minutes/edit', { title, ...data }, again?.status);
  }

  private async data(ctx: Ctx, asked: Asked) {
    const { meeting, minutes } = asked;
    const [sections, items, actions, people] = await Promise.all([
      this.finder.sections(minutes.id),
      this.finder.items(meeting),
      this.record.actionsOf(ctx.actor, meeting.id),
      this.attendance.list(meeting.id),
    ]);
    const live = await this.live.show(ctx, { meeting, minutes, sections, items, people });
    const current = sections.find(({ id }) => id === asked.sectionId) ?? sections[0] ?? null;
    const decisions = (await this.decisions.ofMeeting(ctx.actor, meeting.id)).map(presentDecision);
    const ofItem = (itemId: string | null | undefined) => itemId != null && itemId === current?.itemId;
    return {
      meeting,
      minutes,
      status: this.presenter.status(minutes, ctx.lang),
      ...this.presenter.publishing(meeting, ctx.lang),
      isAhead: await this.isAhead(ctx, meeting, minutes),
      outline: sections.map((section) => outlined(section, { items, decisions, actions, current, live })),
      missing: withoutSection(items, sections).length,
      next: sections[sections.findIndex(({ id }) => id === current?.id) + 1] ?? null,
      current: current && this.currentOf(current, items),
      ...editorOf(current, asked.form),
      records: JSON.stringify(this.recordsOf(ctx, decisions, actions)),
      account: ctx.actor.accountId,
      attendance: { counts: countsOf(people) },
      live,
      clock: current && live.clocks.get(current.id),
      writer: current && live.writers.get(current.id),
      rule: current && ruleFor(current, items, people),
      followUp: current && (await this.followUp.views(ctx, meeting, items)).get(current.itemId ?? ''),
      outcomes: current?.topicId ? outcomesFor(minutes, current) : null,
      decisions: decisions.filter(({ item }) => ofItem(item?.id)),
      otherDecisions: decisions.filter(({ item }) => !sections.some(({ itemId }) => itemId === item?.id)),
      actions: actions.filter(({ itemId }) => ofItem(itemId)).map((action) => this.shownAction(ctx, action)),
      actionForm: this.record.hasActions ? await this.actionForm(ctx, meeting, current) : null,
      ...placeOf(meeting.id, current),
    };
  }

  /** Decisions and actions of the meeting as the editor shows them. */
  async records(ctx: Ctx, meetingId: string): Promise<EditorRecord[]> {
    const decisions = (await this.decisions.ofMeeting(ctx.actor, meetingId)).map(presentDecision);
    return this.recordsOf(ctx, decisions, await this.record.actionsOf(ctx.actor, meetingId));
  }

  private recordsOf(
    { lang }: Ctx,
    decisions: { id: string; ref: string; text: string }[],
    actions: MeetingAction[],
  ): EditorRecord[] {
    const label = (key: string, ref: string) => this.words.say(lang, key, { ref });
    return [
      ...decisions.map(({ id, ref, text }) => ({
        kind: 'decision' as const,
        id,
        label: label('decisionNo', ref),
        text,
      })),
      ...actions.map(({ id, ref, title }) => ({
        ...{ kind: 'action' as const, id, label: label('actionNo', ref), text: title },
      })),
    ];
  }

  /** Whether something was changed since the last publication. */
  private async isAhead({ actor }: Ctx, meeting: MeetingRow, minutes: MinutesRow): Promise<boolean> {
    const last = await this.finder.version(minutes.id);
    return last !== undefined && !isSameContent(last.snapshot, await this.record.compose(actor, meeting, minutes));
  }

  private currentOf(section: SectionRow, items: { id: string; number: string | null }[]) {
    const at = section.editedAt ? wallOf(section.editedAt, 'Europe/Oslo').slice(11) : null;
    const number = items.find(({ id }) => id === section.itemId)?.number ?? null;
    const { id, title, itemId, editedBy, topicId, outcome } = section;
    return { id, title, itemId, number, savedAt: at, savedBy: editedBy, topicId, outcome };
  }

  private shownAction(ctx: Ctx, action: MeetingAction) {
    return { ...this.words.action(action, ctx.lang), status: action.status };
  }

  /** What can be chosen for a new action. Its item is left out once it is gone from the draft agenda. */
  private async actionForm(ctx: Ctx, meeting: MeetingRow, current: SectionRow | null) {
    const [codes, organisations, invited, items] = await Promise.all([
      this.states.takingPart(),
      this.organisations.all(),
      this.attendance.list(meeting.id),
      this.agenda.items(meeting.id),
    ]);
    const itemId = items.find(({ id }) => id === current?.itemId)?.id ?? null;
    return {
      ...{ itemId, groupId: meeting.groupId, groupCode: meeting.groupCode },
      states: this.names.options(ctx.lang).filter(({ value }) => codes.includes(value)),
      organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
      persons: (await this.persons.byIds(invited.map((one) => one.personId)))
        .filter((person) => isAskable(person, this.clock.today()))
        .map(({ personId, name, organisation }) => ({
          value: personId,
          label: [name, organisation].filter(Boolean).join(', '),
        })),
      dueOn: addDays([this.clock.today(), meeting.startWall.slice(0, 10)].sort()[1]!, 30),
    };
  }
}

/** What may be told of the item; who is named all the same, where nobody should be. Null: everything. */
function ruleFor(section: SectionRow, items: readonly AgendaLine[], people: readonly { name: string }[]) {
  const attribution = items.find(({ id }) => id === section.itemId)?.session?.attribution ?? 'attributable';
  if (attribution === 'attributable') return null;
  const names = people.map(({ name }) => name);
  return { attribution, named: namedIn(toMarkdown(section.content), names).join(', ') };
}

/** What can be said of a topic: while the minutes are a draft. */
function outcomesFor({ status }: MinutesRow, { outcome }: SectionRow) {
  const options = topicOutcomes.map((value) => ({ value, isChosen: value === outcome }));
  return { options, mayMark: status === 'draft', outcome };
}

interface Asked {
  meeting: MeetingRow;
  minutes: MinutesRow;
  sectionId?: string;
  form?: FormState;
}

/** The form and the editor over it: what is saved, or what was typed when that could not be kept. */
function editorOf(current: SectionRow | null, typed?: FormState) {
  if (typed) {
    const { text, content } = typedIn(typed);
    return { form: { ...typed, values: { ...typed.values, text } }, content };
  }
  const values = current ? { text: toMarkdown(current.content), version: current.version } : {};
  return { form: freshForm(values), content: current ? JSON.stringify(current.content) : null };
}

/** The address to come back to after a form at the side. */
function placeOf(meetingId: string, current: SectionRow | null) {
  const here = `/meetings/${meetingId}/minutes/edit${current ? `?item=${current.id}` : ''}`;
  return { here, hereEncoded: encodeURIComponent(here) };
}

interface Surroundings {
  items: { id: string; number: string | null; start: string; end: string }[];
  decisions: { item: { id: string } | null }[];
  actions: MeetingAction[];
  current: SectionRow | null;
  live: Pick<Awaited<ReturnType<LiveDesk['show']>>, 'clocks' | 'writers'>;
}

function outlined(section: SectionRow, { items, decisions, actions, current, live }: Surroundings) {
  const item = items.find(({ id }) => id === section.itemId);
  const agreed =
    decisions.filter((one) => one.item?.id === section.itemId).length +
    actions.filter(({ itemId }) => itemId === section.itemId).length;
  return {
    id: section.id,
    title: section.title,
    number: item?.number ?? null,
    start: item?.start ?? null,
    end: item?.end ?? null,
    isWritten: !isEmpty(section.content),
    isCurrent: section.id === current?.id,
    clock: live.clocks.get(section.id),
    writer: live.writers.get(section.id),
    agreed,
  };
}
