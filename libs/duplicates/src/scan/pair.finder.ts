import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, fromJson, join, sql, type Sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { Noun, Reason } from '../rule/rule.types.js';
import type { PairFilter } from './scan.dto.js';
import type { DuplicateScan, PairStatus } from './scan.entity.js';

export interface PairRow {
  id: string;
  noun: Noun;
  leftId: string;
  rightId: string;
  leftName: string;
  rightName: string;
  leftState: string | null;
  rightState: string | null;
  score: number;
  reasons: Reason[];
  status: PairStatus;
  decidedBy: string | null;
  decidedAt: Instant | null;
  version: number;
}

const tables = {
  person: sql`JOIN person l ON l.id = d.left_id JOIN person r ON r.id = d.right_id`,
  organisation: sql`JOIN organisation l ON l.id = d.left_id JOIN organisation r ON r.id = d.right_id`,
};
const names = {
  person: sql`l.given_name AS leftGiven, l.family_name AS leftFamily, r.given_name AS rightGiven, r.family_name AS rightFamily`,
  organisation: sql`l.name AS leftGiven, '' AS leftFamily, r.name AS rightGiven, '' AS rightFamily`,
};
const columns = sql`d.id, d.noun, d.left_id AS leftId, d.right_id AS rightId, d.score, d.reasons, d.status, d.version,
  d.decided_by AS decidedBy, d.decided_at AS decidedAt, l.state_code AS leftState, r.state_code AS rightState`;

type Raw = PairRow & Record<'leftGiven' | 'leftFamily' | 'rightGiven' | 'rightFamily', string>;

/** Pairs of which both records are still there. */
@Injectable()
export class PairFinder {
  constructor(private readonly db: Db) {}

  /** The most alike first. */
  async list(noun: Noun, filter: PairFilter, { page, per }: { page: number; per: number }): Promise<PageOf<PairRow>> {
    const rows = await this.db.rows<Raw>(sql`
      SELECT ${columns}, ${names[noun]} FROM duplicate_pair d ${tables[noun]} WHERE ${matching(noun, filter)}
      ORDER BY d.score DESC, d.id LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    return pageOf(rows.map(rowOf), { page, per });
  }

  async count(noun: Noun, filter: PairFilter): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM duplicate_pair d ${tables[noun]} WHERE ${matching(noun, filter)}`);
    return Number(row?.n ?? 0);
  }

  async one(id: string): Promise<PairRow | undefined> {
    const known = await this.db.row<{ noun: Noun }>(sql`SELECT noun FROM duplicate_pair WHERE id = ${id}`);
    if (!known) return undefined;
    const row = await this.db.row<Raw>(sql`
      SELECT ${columns}, ${names[known.noun]} FROM duplicate_pair d ${tables[known.noun]} WHERE d.id = ${id}`);
    return row && rowOf(row);
  }

  /** The last scan of this kind, with how far it is. */
  lastScan(noun: Noun): Promise<DuplicateScan | undefined> {
    return this.scan(sql`noun = ${noun} AND is_trial = 0`);
  }

  scanById(id: string): Promise<DuplicateScan | undefined> {
    return this.scan(sql`id = ${id}`);
  }

  private scan(which: Sql): Promise<DuplicateScan | undefined> {
    return this.db.row<DuplicateScan>(sql`
      SELECT id, noun, rule_set AS ruleSet, rule_set_id AS ruleSetId, is_trial AS isTrial, status, total, done, found, started_by AS startedBy,
        started_at AS startedAt, finished_at AS finishedAt
      FROM duplicate_scan WHERE ${which} ORDER BY started_at DESC, id DESC LIMIT 1`);
  }
}

function matching(noun: Noun, { status, state }: PairFilter): Sql {
  const conditions = [sql`d.noun = ${noun}`, sql`d.status = ${status ?? 'open'}`];
  if (state) conditions.push(sql`(l.state_code = ${state} OR r.state_code = ${state})`);
  return join(conditions, ' AND ');
}

function rowOf({ leftGiven, leftFamily, rightGiven, rightFamily, ...row }: Raw): PairRow {
  const leftName = `${leftGiven} ${leftFamily}`.trim();
  const rightName = `${rightGiven} ${rightFamily}`.trim();
  return { ...row, leftName, rightName, score: Number(row.score), reasons: fromJson<Reason[]>(row.reasons) };
}
