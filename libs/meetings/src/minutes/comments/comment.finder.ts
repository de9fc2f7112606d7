import { Injectable } from '@nestjs/common';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { Ruling } from '../circulation/circulation.entity.js';

export interface CommentRow {
  id: string;
  circulationId: string;
  personId: string | null;
  author: string;
  stateCode: string | null;
  anchor: string;
  quote: string | null;
  text: string | null;
  wording: string | null;
  isObjection: boolean;
  isLate: boolean;
  ruling: Ruling | null;
  rulingReason: string | null;
  ruledBy: string | null;
  ruledAt: Instant | null;
  takenAt: Instant | null;
  takenBy: string | null;
  createdAt: Instant;
  version: number;
}

/** Comments on minutes that went round. Who reads the round reads all of them; late ones are the organisers'. */
@Injectable()
export class CommentFinder {
  constructor(private readonly db: Db) {}

  /** In order of time. The caller has asked whether the actor reads the round. */
  of(actor: Actor, circulationId: string): Promise<CommentRow[]> {
    const timely = isOrganiser(actor) ? sql`1 = 1` : sql`k.is_late = 0`;
    return this.select(sql`k.circulation_id = ${circulationId} AND ${timely} ORDER BY k.created_at, k.id`);
  }

  async one(id: string): Promise<CommentRow | undefined> {
    return (await this.select(sql`k.id = ${id}`))[0];
  }

  private async select(condition: Sql): Promise<CommentRow[]> {
    const rows = await this.db.rows<CommentRow>(sql`
      SELECT k.id, k.circulation_id AS circulationId, k.person_id AS personId, k.author, k.state_code AS stateCode,
        k.anchor, k.quote, k.text, k.wording, k.is_objection AS isObjection, k.is_late AS isLate, k.ruling,
        k.ruling_reason AS rulingReason, k.ruled_by AS ruledBy, k.ruled_at AS ruledAt, k.taken_at AS takenAt, k.taken_by AS takenBy, k.created_at AS createdAt,
        k.version
      FROM minutes_comment k WHERE ${condition}`);
    return rows.map((row) => ({ ...row, isObjection: Boolean(row.isObjection), isLate: Boolean(row.isLate) }));
  }
}
