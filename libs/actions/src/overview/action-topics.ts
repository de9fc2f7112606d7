import { Injectable } from '@nestjs/common';
import { SeriesTopicFinder, type SeriesTopicRow } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Invalid } from '@samrad/platform/errors';
import { visibleTo } from '../action/action.policy.js';
import { itemSeen } from '../action/item-seen.js';

interface Place {
  meetingId: string | null;
  itemId: string | null;
  topicId?: string | null;
}

/** Topics of series that actions belong to. */
@Injectable()
export class ActionTopics {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly topics: SeriesTopicFinder,
  ) {}

  /**
   * The topic of a new action: the one that is named, or else the one of its item.
   * @throws Invalid for one that is not there, or is of another series than the meeting
   */
  async placed({ meetingId, itemId, topicId }: Place): Promise<string | null> {
    if (topicId) return this.ofSeries(meetingId, topicId);
    const item = await this.db.row<{ topicId: string | null }>(sql`
      SELECT topic_id AS topicId FROM agenda_item WHERE id = ${itemId ?? ''}`);
    return item?.topicId ?? null;
  }

  async ofSeries(meetingId: string | null, topicId: string): Promise<string> {
    const known = await this.db.row(sql`
      SELECT t.id FROM series_topic t WHERE t.id = ${topicId} AND NOT EXISTS (SELECT 1 FROM meeting m
        WHERE m.id = ${meetingId ?? ''} AND (m.series_id IS NULL OR m.series_id <> t.series_id))`);
    if (!known) throw new Invalid({ topicId: { key: 'actions.action.invalid.topic' } });
    return topicId;
  }

  /** What can be chosen in a form. For organisers. */
  options(chosen: string | null = null): Promise<{ value: string; label: string }[]> {
    return this.topics.allOptions(chosen);
  }

  /** Those of actions that the actor may see: for the filter. */
  async filter(actor: Actor): Promise<{ id: string; name: string }[]> {
    const seen = visibleTo(actor, this.clock.today(), itemSeen(actor));
    return (await this.topics.withActions(actor, seen)).map(({ id, title, seriesCode }) => ({
      id,
      name: `${seriesCode}: ${title}`,
    }));
  }

  /** @returns undefined without one, and when it is not for the actor */
  async one(actor: Actor, topicId: string | null): Promise<SeriesTopicRow | undefined> {
    return topicId ? this.topics.one(actor, topicId) : undefined;
  }
}
