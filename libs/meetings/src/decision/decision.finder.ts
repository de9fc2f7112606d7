import { Injectable } from '@nestjs/common';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { Search } from '@samrad/platform/search';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { DecisionQuery } from './decision.dto.js';
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
  groupId: string | null;
  itemId: string | null;
  itemTitle: string | null;
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

  async numbersOf(year: number): Promise<number[]> {
    const rows = await this.db.rows<{ number: number }>(sql`SELECT number FROM decision WHERE year = ${year}`);
    return rows.map(({ number }) => number);
  }

  private async count(where: Sql): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM decision d JOIN meeting dm ON dm.id = d.meeting_id WHERE ${where}`);
    return Number(row?.n ?? 0);
  }

  private matching(actor: Actor, { q, year, group }: DecisionQuery): Sql {
    const conditions = [visibleTo(actor)];
    const words = q ? this.search.idsMatching('decision', q) : null;
    if (words) conditions.push(sql`d.id IN (${words})`);
    if (year) conditions.push(sql`d.year = ${year}`);
    if (group) conditions.push(sql`dm.group_id = ${group}`);
    return join(conditions, ' AND ');
  }

  private select(actor: Actor): Sql {
    const text = isOrganiser(actor) ? sql`d.text` : sql`d.published_text`;
    return sql`
      SELECT d.id, d.year, d.number, ${text} AS text,
        CASE WHEN d.published_text IS NULL THEN 0 ELSE 1 END AS isPublished, d.meeting_id AS meetingId,
        dm.title AS meetingTitle, dm.start_wall AS startWall, ds.code AS seriesCode, dm.number AS meetingNumber,
        dm.group_id AS groupId, d.item_id AS itemId, d.created_at AS createdAt, d.version,
        (SELECT s.title FROM minutes_section s JOIN minutes n ON n.id = s.minutes_id
          WHERE n.meeting_id = d.meeting_id AND s.item_id = d.item_id LIMIT 1) AS itemTitle
      FROM decision d JOIN meeting dm ON dm.id = d.meeting_id LEFT JOIN meeting_series ds ON ds.id = dm.series_id`;
  }
}
