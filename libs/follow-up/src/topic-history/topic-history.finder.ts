import { Injectable } from '@nestjs/common';
import { ActionFinder, type ActionOfMeeting } from '@samrad/actions';
import {
  DecisionFinder,
  meetingVisibleTo,
  MinutesFinder,
  MinutesReading,
  type DecisionRow,
  type SeriesTopicRow,
} from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import type { Outcome } from '../carry-over/carry-over.rules.js';
import { togetherOf } from '../carry-over/carry-over.rules.js';
import { withSkipped, type OfMeeting } from './topic-history.rules.js';

/** What one meeting did with a topic, as far as the reader may see it. */
export interface TopicAtMeeting extends OfMeeting {
  decisions: DecisionRow[];
  actions: ActionOfMeeting[];
}

export interface TopicHistory {
  /** Newest first. */
  meetings: TopicAtMeeting[];
  /** Actions of no meeting of these. */
  otherActions: ActionOfMeeting[];
}

interface Place {
  meetingId: string;
  itemId: string;
}

/** More meetings than a topic has in ten years. */
const most = 60;

/** The history of a topic: each noun by its own policy. */
@Injectable()
export class TopicHistoryFinder {
  constructor(
    private readonly db: Db,
    private readonly minutes: MinutesFinder,
    private readonly reading: MinutesReading,
    private readonly decisions: DecisionFinder,
    private readonly actions: ActionFinder,
  ) {}

  async of(actor: Actor, topic: SeriesTopicRow): Promise<TopicHistory> {
    const [places, actions, meetings] = await Promise.all([
      this.places(topic.id),
      this.actions.ofTopic(actor, topic.id),
      this.meetings(actor, topic.seriesId),
    ]);
    const seen = new Set<string>();
    const found: TopicAtMeeting[] = [];
    for (const meetingId of new Set(places.map((place) => place.meetingId))) {
      const itemIds = places.filter((place) => place.meetingId === meetingId).map(({ itemId }) => itemId);
      const at = await this.at(actor, meetingId, itemIds);
      if (!at) continue;
      seen.add(meetingId);
      found.push({ ...at, actions: actions.filter((action) => action.meetingId === meetingId) });
    }
    const rested = { outcome: 'skipped' as const, isRest: true, decisions: [], actions: [] };
    return {
      meetings: withSkipped(found, meetings, rested),
      otherActions: actions.filter(({ meetingId }) => meetingId === null || !seen.has(meetingId)),
    };
  }

  /** Null when the minutes, or the items in them, are not for the actor. */
  private async at(actor: Actor, meetingId: string, itemIds: string[]) {
    const minutes = await this.minutes.ofMeeting(actor, meetingId);
    if (!minutes) return null;
    const { snapshot, version } = await this.reading.of(actor, minutes, { draft: false });
    const parts = snapshot.parts.filter(({ itemId }) => itemId !== null && itemIds.includes(itemId));
    if (!parts.length) return null;
    const { reference, title, startWall } = snapshot.heading;
    const decisions = (await this.decisions.ofMeeting(actor, meetingId)).filter(({ itemId }) =>
      itemIds.includes(itemId ?? ''),
    );
    const outcome: Outcome | null = togetherOf(parts.map((part) => part.outcome));
    return {
      meetingId,
      name: reference ?? title,
      title,
      startWall,
      outcome,
      isRest: false,
      isDraft: !version,
      decisions,
    };
  }

  /** Where it stands in minutes, the newest first. */
  private places(topicId: string): Promise<Place[]> {
    return this.db.rows<Place>(sql`
      SELECT m.id AS meetingId, i.id AS itemId FROM agenda_item i JOIN minutes_section s ON s.item_id = i.id
      JOIN meeting m ON m.id = i.meeting_id WHERE i.topic_id = ${topicId} AND m.status <> 'cancelled'
      ORDER BY m.start_at DESC, m.id DESC LIMIT ${most}`);
  }

  /** Meetings of the series that took place, as far as the actor may see them. */
  private meetings(
    actor: Actor,
    seriesId: string,
  ): Promise<Pick<OfMeeting, 'meetingId' | 'name' | 'title' | 'startWall'>[]> {
    return this.db.rows(sql`
      SELECT m.id AS meetingId, CASE WHEN m.number IS NULL THEN m.title ELSE CONCAT(s.code, ' ', m.number) END AS name,
        m.title, m.start_wall AS startWall
      FROM meeting m JOIN meeting_series s ON s.id = m.series_id
      WHERE m.series_id = ${seriesId} AND m.status IN ('held', 'minutes_published') AND ${meetingVisibleTo(actor)}
      ORDER BY m.start_at DESC LIMIT ${most}`);
  }
}
