import { Injectable } from '@nestjs/common';
import { actionReferenceOf, actionVisibleTo } from '@samrad/actions';
import { seesItem, type MeetingRow } from '@samrad/meetings';
import { anonymous, type Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { togetherOf, type Outcome, type TopicState } from './carry-over.rules.js';
import { nameOf } from './series-meetings.js';

interface TopicRow {
  id: string;
  title: string;
  status: TopicState['status'];
  isRecurring: number | boolean;
}

interface Appearance extends Pick<MeetingRow, 'seriesCode' | 'number' | 'title'> {
  topicId: string;
  meetingId: string;
  outcome: Outcome | null;
}

export interface OpenAction {
  id: string;
  ref: string;
  topicId: string;
  audience: string;
  groupId: string | null;
}

/** A topic as it stands before a meeting, with what is told of it. */
export interface KnownTopic {
  id: string;
  title: string;
  /** Without the open actions: they are counted for each reader. */
  state: Omit<TopicState, 'openActions'>;
  /** Name of the meeting where it was last on the agenda. */
  lastMeeting: string | null;
}

/** Before which moment, and the meeting that was the last before it. */
export interface Before {
  startAt: Instant;
  previousId: string | null;
}

/** How the topics of a series stand before one of its meetings. */
@Injectable()
export class TopicStates {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** In the order of the series. */
  async of(seriesId: string, before: Before): Promise<KnownTopic[]> {
    const [topics, appearances] = await Promise.all([
      this.db.rows<TopicRow>(sql`
        SELECT t.id, t.title, t.status, t.is_recurring AS isRecurring FROM series_topic t
        WHERE t.series_id = ${seriesId} ORDER BY t.place, t.id`),
      this.appearances(seriesId, before.startAt),
    ]);
    return topics.map((topic) => known(topic, appearances, before));
  }

  /** Open actions of the topics of a series, as far as the actor may see them. */
  async openActions(actor: Actor, seriesId: string, isPassedOn: boolean): Promise<OpenAction[]> {
    const rows = await this.db.rows<Omit<OpenAction, 'ref'> & { number: number }>(sql`
      SELECT a.id, a.number, a.topic_id AS topicId, a.audience, m.group_id AS groupId
      FROM action_item a JOIN series_topic t ON t.id = a.topic_id LEFT JOIN meeting m ON m.id = a.meeting_id
      WHERE t.series_id = ${seriesId} AND ${seenBy(actor, this.clock.today(), isPassedOn)}
        AND EXISTS (SELECT 1 FROM action_progress p WHERE p.action_id = a.id AND p.is_finished = 0)
      ORDER BY a.number`);
    return rows.map(({ number, ...row }) => ({ ...row, ref: actionReferenceOf(number) }));
  }

  private appearances(seriesId: string, before: Instant): Promise<Appearance[]> {
    return this.db.rows<Appearance>(sql`
      SELECT i.topic_id AS topicId, m.id AS meetingId, sec.outcome, se.code AS seriesCode, m.number, m.title
      FROM series_topic t JOIN agenda_item i ON i.topic_id = t.id JOIN minutes_section sec ON sec.item_id = i.id
      JOIN minutes mi ON mi.id = sec.minutes_id JOIN meeting m ON m.id = mi.meeting_id
      LEFT JOIN meeting_series se ON se.id = m.series_id
      WHERE t.series_id = ${seriesId} AND m.status <> 'cancelled' AND m.start_at < ${before}
      ORDER BY m.start_at, m.id, sec.place`);
  }
}

/** Condition on `action_item a`. @param isPassedOn others read it too: nothing of closed sessions */
export function seenBy(actor: Actor, today: string, isPassedOn: boolean): Sql {
  const seen = actionVisibleTo(actor, today, seesItem(actor, sql`a.item_id`));
  return isPassedOn ? sql`${seen} AND ${seesItem(anonymous, sql`a.item_id`)}` : seen;
}

function known(topic: TopicRow, all: readonly Appearance[], { previousId }: Before): KnownTopic {
  const own = all.filter(({ topicId }) => topicId === topic.id);
  const last = own.at(-1);
  const outcome = togetherOf(own.filter(({ meetingId }) => meetingId === last?.meetingId).map((one) => one.outcome));
  return {
    id: topic.id,
    title: topic.title,
    state: {
      status: topic.status,
      isRecurring: Boolean(topic.isRecurring),
      last: last ? { outcome, isPrevious: last.meetingId === previousId } : null,
    },
    lastMeeting: last ? nameOf(last) : null,
  };
}
