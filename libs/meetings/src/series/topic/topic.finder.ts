import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { TopicStatus } from './topic.entity.js';
import { visibleTo } from './topic.policy.js';

export interface SeriesTopicRow {
  id: string;
  seriesId: string;
  seriesCode: string;
  title: string;
  /** 0 or 1. */
  isRecurring: number | boolean;
  status: TopicStatus;
  place: number;
  version: number;
}

/** Topics of series as an actor may see them. */
@Injectable()
export class SeriesTopicFinder {
  constructor(private readonly db: Db) {}

  /** In order: those that are open first. */
  of(actor: Actor, seriesId: string): Promise<SeriesTopicRow[]> {
    return this.db.rows(sql`
      ${select} WHERE t.series_id = ${seriesId} AND ${visibleTo(actor)} ORDER BY ${openFirst}, t.place, t.id`);
  }

  /** @returns undefined when it does not exist or is not for the actor; the two look the same */
  one(actor: Actor, id: string): Promise<SeriesTopicRow | undefined> {
    return this.db.row(sql`${select} WHERE t.id = ${id} AND ${visibleTo(actor)}`);
  }

  /** What can be chosen in a form: the open ones, and the one that is chosen already. For organisers. */
  async options(seriesId: string | null, chosen: string | null = null): Promise<{ value: string; label: string }[]> {
    if (!seriesId) return [];
    const rows = await this.db.rows<SeriesTopicRow>(sql`
      ${select} WHERE t.series_id = ${seriesId} AND (t.status = 'open' OR t.id = ${chosen ?? ''}) ORDER BY t.place, t.id`);
    return rows.map(({ id, title }) => ({ value: id, label: title }));
  }

  /** The same of all series, with the short name of the series before it. */
  async allOptions(chosen: string | null = null): Promise<{ value: string; label: string }[]> {
    const rows = await this.db.rows<SeriesTopicRow>(sql`
      ${select} WHERE t.status = 'open' OR t.id = ${chosen ?? ''} ORDER BY s.code, t.place, t.id LIMIT 500`);
    return rows.map(({ id, title, seriesCode }) => ({ value: id, label: `${seriesCode}: ${title}` }));
  }

  /** Those that actions which the actor sees belong to: for a filter. @param seen condition on `action_item a` */
  withActions(actor: Actor, seen: Sql): Promise<SeriesTopicRow[]> {
    return this.db.rows(sql`
      ${select} WHERE ${visibleTo(actor)}
        AND EXISTS (SELECT 1 FROM action_item a WHERE a.topic_id = t.id AND ${seen})
      ORDER BY s.code, t.place, t.id LIMIT 200`);
  }

  /** Something of a meeting or an action belongs to it. */
  async isUsed(id: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT id FROM agenda_item WHERE topic_id = ${id} UNION ALL SELECT id FROM action_item WHERE topic_id = ${id} LIMIT 1`);
    return row !== undefined;
  }
}

const select = sql`
  SELECT t.id, t.series_id AS seriesId, s.code AS seriesCode, t.title, t.is_recurring AS isRecurring, t.status, t.place,
    t.version
  FROM series_topic t JOIN meeting_series s ON s.id = t.series_id`;
const openFirst = sql`CASE WHEN t.status = 'open' THEN 0 ELSE 1 END`;
