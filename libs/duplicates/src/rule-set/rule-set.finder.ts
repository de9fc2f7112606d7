import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, fromJson, sql, type Sql } from '@samrad/platform/database';
import type { Rules } from '../rule/rule-sets.rules.js';
import type { Noun } from '../rule/rule.types.js';

export interface RuleSetRow extends Rules {
  id: string;
  noun: Noun;
  name: string;
  weights: Record<string, number>;
  changedBy: string;
  changedAt: Instant;
  version: number;
}

/** What the register has by a rule set, as it was last counted. */
export interface Trial {
  ruleSetId: string;
  status: 'running' | 'done' | 'failed';
  found: number;
  startedAt: Instant;
}

/** Rule sets of one's own. */
@Injectable()
export class RuleSetFinder {
  constructor(private readonly db: Db) {}

  /** By name. */
  all(noun?: Noun): Promise<RuleSetRow[]> {
    return this.rows(noun ? sql`noun = ${noun}` : sql`1 = 1`);
  }

  async one(id: string): Promise<RuleSetRow | undefined> {
    return (await this.rows(sql`id = ${id}`))[0];
  }

  /** The last counting by each. */
  async trials(): Promise<Map<string, Trial>> {
    const rows = await this.db.rows<Trial>(sql`
      SELECT rule_set_id AS ruleSetId, status, found, started_at AS startedAt FROM duplicate_scan
      WHERE rule_set_id IS NOT NULL AND is_trial = 1 ORDER BY started_at, id`);
    return new Map(rows.map((row) => [row.ruleSetId, row]));
  }

  private async rows(which: Sql): Promise<RuleSetRow[]> {
    const rows = await this.db.rows<RuleSetRow>(sql`
      SELECT id, noun, name, threshold, weights, changed_by AS changedBy, changed_at AS changedAt, version
      FROM duplicate_rule_set WHERE ${which} ORDER BY noun DESC, name, id`);
    return rows.map((row) => ({ ...row, weights: fromJson<Record<string, number>>(row.weights) }));
  }
}
