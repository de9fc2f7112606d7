import { Injectable } from '@nestjs/common';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { Search } from '@samrad/platform/search';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { DecisionQuery } from './decision.dto.js';
import type { Standing } from './decision.entity.js';
import { visibleTo } from './decision.policy.js';

export interface DecisionRow {
  id: string;
  year: number;
  number: number;
  /** Readers see it as published; organisers as it is now. */
  text: string;
  isPublished: number;
  meetingId: string;
  meetingTitle: string;
  /** Wall time of the meeting's start. */
  startWall: string;
  seriesCode: string | null;
  meetingNumber: number | null;
  /** Short name of the series that the number belongs to. */
  countedIn: string | null;
  groupId: string | null;
  itemId: string | null;
  itemTitle: string | null;
  standing: Standing;
  supersededById: string | null;
  followUp: string | null;
  createdAt: Instant;
  version: number;
}

@Injectable()
export class DecisionFinder {
  constructor(
    private readonly db: Db,
    private readonly search: Search,
  ) {}

  /** The register, newest first. */
  async page(actor: Actor, query: DecisionQuery): Promise<PageOf<DecisionRow>> {
    const where = this.matching(actor, query);
    const rows = await this.db.rows<DecisionRow>(sql`${this.select(actor)} WHERE ${where}
      ORDER BY d.year DESC, d.number DESC LIMIT ${query.per + 1} OFFSET ${(query.page - 1) * query.per}`);
    return pageOf(rows, query, query.total ? await this.count(where) : null);
  }

  one(actor: Actor, id: string): Promise<DecisionRow | undefined> {
    return this.db.row(sql`${this.select(actor)} WHERE d.id = ${id} AND ${visibleTo(actor)}`);
  }

  /** In order of number. */
  ofMeeting(actor: Actor, meetingId: string): Promise<DecisionRow[]> {
    return this.db.rows(sql`${this.select(actor)} WHERE d.meeting_id = ${meetingId} AND ${visibleTo(actor)}
      ORDER BY d.year, d.number`);
  }

  /** Years that have decisions the actor may see, newest first. */
  async years(actor: Actor): Promise<number[]> {
    const rows = await this.db.rows<{ year: number }>(sql`
      SELECT DISTINCT d.year FROM decision d WHERE ${visibleTo(actor)} ORDER BY d.year DESC`);
    return rows.map(({ year }) => year);
  }

  /** Decisions that the actor may see, linked to `id` by replacing each other. */
  async linked(
    actor: Actor,
    { id, supersededById }: DecisionRow,
  ): Promise<{ by: DecisionRow | null; of: DecisionRow[] }> {
    const by = supersededById ? await this.one(actor, supersededById) : undefined;
    const of = await this.db.rows<DecisionRow>(sql`${this.select(actor)}
      WHERE d.superseded_by_id = ${id} AND ${visibleTo(actor)} ORDER BY d.year, d.number`);
    return { by: by ?? null, of };
  }

  /** What may replace a decision: the others, newest first. */
  others(actor: Actor, id: string): Promise<DecisionRow[]> {
    return this.db.rows(sql`${this.select(actor)} WHERE d.id <> ${id} AND ${visibleTo(actor)}
      ORDER BY d.year DESC, d.number DESC LIMIT 500`);
  }

  /** Who replaces whom, in the whole register. */
  async replacements(): Promise<Map<string, string>> {
    const rows = await this.db.rows<{ id: string; byId: string }>(sql`
      SELECT id, superseded_by_id AS byId FROM decision WHERE superseded_by_id IS NOT NULL`);
    return new Map(rows.map((row) => [row.id, row.byId]));
  }

  private async count(where: Sql): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM decision d JOIN meeting dm ON dm.id = d.meeting_id WHERE ${where}`);
    return Number(row?.n ?? 0);
  }

  private matching(actor: Actor, query: DecisionQuery): Sql {
    const words = query.q ? this.search.idsMatching('decision', query.q) : null;
    const conditions = [visibleTo(actor), ...chosen(query)];
    if (words) conditions.push(sql`d.id IN (${words})`);
    return join(conditions, ' AND ');
  }

  private select(actor: Actor): Sql {
    const text = isOrganiser(actor) ? sql`d.text` : sql`d.published_text`;
    return sql`
      SELECT d.id, d.year, d.number, ${text} AS text,
        CASE WHEN d.published_text IS NULL THEN 0 ELSE 1 END AS isPublished, d.meeting_id AS meetingId,
        dm.title AS meetingTitle, dm.start_wall AS startWall, ds.code AS seriesCode, cs.code AS countedIn, dm.number AS meetingNumber,
        dm.group_id AS groupId, d.item_id AS itemId, d.standing,
        d.superseded_by_id AS supersededById, d.follow_up AS followUp, d.created_at AS createdAt, d.version,
        (SELECT s.title FROM minutes_section s JOIN minutes n ON n.id = s.minutes_id
          WHERE n.meeting_id = d.meeting_id AND s.item_id = d.item_id LIMIT 1) AS itemTitle
      FROM decision d JOIN meeting dm ON dm.id = d.meeting_id LEFT JOIN meeting_series ds ON ds.id = dm.series_id
      LEFT JOIN meeting_series cs ON cs.id = d.series_key`;
  }
}

const seriesKeyOf = (series: string): string => (series === 'none' ? '' : series);

function chosen({ year, group, series, status, topic }: DecisionQuery): Sql[] {
  const conditions: Sql[] = [];
  if (year) conditions.push(sql`d.year = ${year}`);
  if (group) conditions.push(sql`dm.group_id = ${group}`);
  if (series) conditions.push(sql`d.series_key = ${seriesKeyOf(series)}`);
  if (status) conditions.push(sql`d.standing = ${status}`);
  if (topic) {
    conditions.push(sql`EXISTS (SELECT 1 FROM agenda_item ti WHERE ti.id = d.item_id AND ti.topic_code = ${topic})`);
  }
  return conditions;
}
