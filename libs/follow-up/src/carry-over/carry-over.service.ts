import { Injectable } from '@nestjs/common';
import { AgendaService, type CarriedItem, type MeetingRow } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { isLanguage, languages, type Language } from '@samrad/platform/i18n';
import { Views } from '@samrad/platform/views';
import { CarryOver, type CarriedKind } from './carry-over.entity.js';
import { CarryOverFinder, type CarryOverRow } from './carry-over.finder.js';
import { goesForward, mayReceive } from './carry-over.rules.js';
import { nameOf, SeriesMeetings } from './series-meetings.js';
import { TopicStates, type KnownTopic } from './topic-states.js';

const planned = { type: 'discussion' as const, minutes: 15, presenters: [], topicCode: null, note: null };
const blank = { ...planned, within: null, isSub: false };

/**
 * Carries from one meeting of a series to the next, by itself. Everything may run twice, and later than what it is about:
 * it looks at how things stand now, and what came once does not come again.
 */
@Injectable()
export class CarryOverService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly series: SeriesMeetings,
    private readonly topics: TopicStates,
    private readonly finder: CarryOverFinder,
    private readonly agenda: AgendaService,
    private readonly events: Events,
    private readonly views: Views,
  ) {}

  /** A meeting of a series was planned: it follows up the one before, and takes what waits if it is the next one. */
  async into(meetingId: string): Promise<void> {
    await this.once(async () => {
      const meeting = await this.series.one(meetingId);
      const previous = meeting && (await this.series.before(meeting));
      if (!previous || !this.mayReceive(meeting)) return;
      await this.followUp(meeting);
      if (await this.series.isSettled(previous.id)) await this.forward(previous, meeting);
    });
  }

  /** The minutes of a meeting are settled: its topics go forward. */
  async from(meetingId: string): Promise<void> {
    await this.once(async () => {
      const source = await this.series.one(meetingId);
      const target = source && (await this.series.after(source));
      if (!target || !this.mayReceive(target) || !(await this.series.isSettled(meetingId))) return;
      await this.followUp(target);
      await this.forward(source, target);
    });
  }

  /** A meeting will not take place: what had gone to it goes to the one after. */
  async past(): Promise<void> {
    for (const id of await this.series.settled()) await this.from(id);
  }

  /**
   * The minutes of a meeting are a draft again. Recorded as `minutes.taken_back` and, for what somebody has worked on
   * since, `minutes.kept_there`; both `{ meeting, titles }` with the meeting as subject.
   */
  async back(meetingId: string): Promise<void> {
    await this.db.tx(async () => {
      if (await this.series.isSettled(meetingId)) return;
      const rows = (await this.finder.from(meetingId)).filter(({ title }) => title !== null);
      for (const targetId of new Set(rows.map((row) => row.meetingId))) {
        const came = rows.filter((row) => row.meetingId === targetId);
        await this.backFrom(targetId, meetingId, came);
      }
    });
  }

  private async backFrom(targetId: string, meetingId: string, rows: CarryOverRow[]) {
    const target = await this.series.one(targetId);
    const gone: string[] = [];
    const kept: string[] = [];
    for (const row of rows) {
      const reason = await this.finder.whyKept(row);
      await (reason ? this.keep(row, reason) : this.takeBack(row));
      (reason ? kept : gone).push(row.title!);
    }
    const meeting = nameOf(target!);
    const told = [
      ['minutes.taken_back', gone],
      ['minutes.kept_there', kept],
    ] as const;
    for (const [kind, titles] of told.filter(([, some]) => some.length)) {
      await this.events.record(kind, meetingId, system, { meeting, titles: titles.join(', ') });
    }
  }

  private async takeBack({ id, itemId }: CarryOverRow) {
    await this.agenda.remove(system, itemId);
    await this.db.run(sql`DELETE FROM carry_over WHERE id = ${id}`);
  }

  private async keep({ id }: CarryOverRow, reason: string) {
    await this.db.run(sql`UPDATE carry_over SET kept_because = ${reason} WHERE id = ${id}`);
  }

  private mayReceive = (meeting: MeetingRow): boolean => mayReceive(meeting, this.clock.instant());

  /** The follow-up of actions, in the languages of the meeting; once. */
  private async followUp(meeting: MeetingRow) {
    const came = await this.finder.into(meeting.id);
    if (came.some(({ kind }) => kind === 'actions')) return;
    await this.put(meeting, [{ title: this.titleFor(meeting), kind: 'actions', topicId: null }], null);
  }

  /** Recorded as `minutes.carried_over` `{ meeting, titles }` with the meeting that the topics come from as subject. */
  private async forward(source: MeetingRow, target: MeetingRow) {
    await this.db.run(sql`UPDATE carry_over SET kept_because = NULL WHERE from_meeting_id = ${source.id}`);
    const topics = await this.going(source, target);
    if (!topics.length) return;
    const items = topics.map(({ id, title }) => ({ title, kind: 'topic' as const, topicId: id }));
    await this.put(target, items, source.id);
    const titles = topics.map(({ title }) => title).join(', ');
    await this.events.record('minutes.carried_over', source.id, system, { meeting: nameOf(target), titles });
  }

  /** Topics that go forward and have not come before, and that nobody put there by hand. */
  private async going(source: MeetingRow, target: MeetingRow): Promise<KnownTopic[]> {
    const seriesId = target.seriesId!;
    const known = await this.topics.of(seriesId, { startAt: target.startAt, previousId: source.id });
    const open = await this.topics.openActions(system, seriesId, false);
    const came = new Set((await this.finder.into(target.id)).map(({ topicKey }) => topicKey));
    const there = await this.finder.topicsOn(target.id);
    return known.filter(({ id, state }) => {
      const openActions = open.filter(({ topicId }) => topicId === id).length;
      return !came.has(id) && !there.has(id) && goesForward({ ...state, openActions });
    });
  }

  private async put({ id: meetingId }: MeetingRow, came: Came[], fromMeetingId: string | null) {
    const items = came.map(({ title, kind, topicId }): CarriedItem => ({ ...blank, title, topicId, carried: kind }));
    const ids = await this.agenda.addAll(system, meetingId, items);
    const createdAt = this.clock.instant();
    for (const [at, { kind, topicId }] of came.entries()) {
      const row = { id: newId(), meetingId, fromMeetingId, kind, topicKey: topicId ?? '', itemId: ids[at]! };
      await this.db.repo(CarryOver).insert({ ...row, itemVersion: 1, keptBecause: null, createdAt });
    }
  }

  /** In each language of the meeting that is one of ours. */
  private titleFor({ languages: spoken }: MeetingRow): string {
    const ours = spoken.split(',').filter(isLanguage);
    const titles = (ours.length ? ours : [languages.at(-1)!]).map((lang: Language) =>
      this.views.i18n.t(lang, 'meetings.carried.followUpTitle'),
    );
    return [...new Set(titles)].join(' / ').slice(0, 200);
  }

  /** Another process that did the same at the same moment was first. */
  private async once(work: () => Promise<void>): Promise<void> {
    try {
      await this.db.tx(work);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}

interface Came {
  title: string;
  kind: CarriedKind;
  topicId: string | null;
}
