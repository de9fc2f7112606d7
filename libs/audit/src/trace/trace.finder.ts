import { Injectable } from '@nestjs/common';
import { Db, fromJson, join, sql, type Sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { TraceFilter, TraceQuery, TraceRow } from './trace.dto.js';

const columns = sql`t.id, t.kind, t.what, t.subject_id AS subjectId, t.subject, t.actor_id AS actorId,
  t.actor_name AS actorName, t.amount, t.receiver, t.purpose, t.detail, t.at`;
const atOnce = 1000;

/** The log of readings, exports and imports, newest first. */
@Injectable()
export class TraceFinder {
  constructor(private readonly db: Db) {}

  /** Beyond the end: the last page. */
  async page({ page, ...asked }: TraceQuery): Promise<PageOf<TraceRow>> {
    const total = await this.count(asked);
    const query = { ...asked, page: Math.min(page, Math.max(1, Math.ceil(total / asked.per))) };
    const rows = await this.rows(sql`
      SELECT ${columns} FROM trace t WHERE ${where(query)} ORDER BY t.at DESC, t.id DESC
      LIMIT ${query.per + 1} OFFSET ${(query.page - 1) * query.per}`);
    return pageOf(rows, query, total);
  }

  async count(filter: TraceFilter): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM trace t WHERE ${where(filter)}`);
    return Number(row!.n);
  }

  /** Those noted before, a thousand at a time. @param start moment and id; later ones are left out */
  async *before(filter: TraceFilter, start: { at: string; id: string }): AsyncGenerator<TraceRow, void> {
    for (let before = start; ;) {
      const rows = await this.rows(sql`
        SELECT ${columns} FROM trace t WHERE ${where(filter)}
          AND (t.at < ${before.at} OR (t.at = ${before.at} AND t.id < ${before.id}))
        ORDER BY t.at DESC, t.id DESC LIMIT ${atOnce}`);
      yield* rows;
      if (rows.length < atOnce) return;
      const last = rows[rows.length - 1]!;
      before = { at: last.at, id: last.id };
    }
  }

  private async rows(query: Sql): Promise<TraceRow[]> {
    const rows = await this.db.rows<TraceRow>(query);
    return rows.map((row) => ({ ...row, detail: fromJson<TraceRow['detail']>(row.detail) }));
  }
}

function where({ q, kind, what, from, to }: TraceFilter): Sql {
  const conditions = [sql`1 = 1`];
  if (q) {
    const like = `%${q.replace(/[!%_]/g, '!$&')}%`;
    conditions.push(sql`(t.actor_name LIKE ${like} ESCAPE '!' OR t.receiver LIKE ${like} ESCAPE '!'
      OR t.subject LIKE ${like} ESCAPE '!')`);
  }
  if (kind) conditions.push(sql`t.kind = ${kind}`);
  if (what) conditions.push(sql`t.what = ${what}`);
  if (from) conditions.push(sql`t.day >= ${from}`);
  if (to) conditions.push(sql`t.day <= ${to}`);
  return join(conditions, ' AND ');
}
