import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, fromJson, sql, type Sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { Noun } from '../rule/rule.types.js';
import type { Tally } from './merge.rules.js';

export interface MergeRow {
  id: string;
  noun: Noun;
  keptId: string;
  lostId: string;
  keptName: string;
  lostName: string;
  facts: Tally;
  mergedBy: string;
  mergedAt: Instant;
  undoUntil: Instant;
  undoneBy: string | null;
  undoneAt: Instant | null;
  isForgotten: boolean;
  version: number;
}

const columns = sql`id, noun, kept_id AS keptId, lost_id AS lostId, kept_name AS keptName, lost_name AS lostName, facts,
  merged_by AS mergedBy, merged_at AS mergedAt, undo_until AS undoUntil, undone_by AS undoneBy, undone_at AS undoneAt,
  is_forgotten AS isForgotten, version`;

/** What was merged, and where old ids lead. */
@Injectable()
export class MergeFinder {
  constructor(private readonly db: Db) {}

  /** Newest first. */
  async list({ page, per }: { page: number; per: number }): Promise<PageOf<MergeRow>> {
    const rows = await this.rows(
      sql`1 = 1 ORDER BY merged_at DESC, id DESC LIMIT ${per + 1} OFFSET ${(page - 1) * per}`,
    );
    return pageOf(rows, { page, per });
  }

  async one(id: string): Promise<MergeRow | undefined> {
    return (await this.rows(sql`id = ${id}`))[0];
  }

  /** The record that an id leads to, through however many merges; null for one that was never merged. */
  async current(noun: Noun, id: string): Promise<string | null> {
    const seen = new Set<string>();
    let now = id;
    for (;;) {
      seen.add(now);
      const next = await this.db.row<{ keptId: string }>(sql`
        SELECT kept_id AS keptId FROM record_merge WHERE noun = ${noun} AND lost_id = ${now} AND undone_at IS NULL
        ORDER BY merged_at DESC LIMIT 1`);
      if (!next || seen.has(next.keptId)) return now === id ? null : now;
      now = next.keptId;
    }
  }

  /** Ids of everything that has become part of this record. */
  async before(noun: Noun, id: string): Promise<string[]> {
    const all = new Set<string>();
    let last = [id];
    while (last.length) {
      const found = await Promise.all(last.map((one) => this.partsOf(noun, one)));
      last = found.flat().filter((one) => one !== id && !all.has(one));
      last.forEach((one) => all.add(one));
    }
    return [...all];
  }

  private async partsOf(noun: Noun, id: string): Promise<string[]> {
    const rows = await this.db.rows<{ lostId: string }>(sql`
      SELECT lost_id AS lostId FROM record_merge WHERE noun = ${noun} AND kept_id = ${id} AND undone_at IS NULL`);
    return rows.map(({ lostId }) => lostId);
  }

  private async rows(which: Sql): Promise<MergeRow[]> {
    const rows = await this.db.rows<MergeRow>(sql`SELECT ${columns} FROM record_merge WHERE ${which}`);
    return rows.map((row) => ({ ...row, facts: fromJson<Tally>(row.facts), isForgotten: Boolean(row.isForgotten) }));
  }
}
