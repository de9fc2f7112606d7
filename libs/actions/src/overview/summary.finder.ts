import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { StateFinder } from '@samrad/network';
import { seesLine } from '../action/action.policy.js';
import { itemSeen } from '../action/item-seen.js';
import { ProgressQuery, type ProgressFilter } from '../progress/progress.dto.js';
import { ProgressFinder } from '../progress/progress.finder.js';

/** Four figures; each stops at `mostCounted`. */
export interface Kpis {
  open: number;
  overdue: number;
  /** Due today or within 14 days. */
  soon: number;
  doneThisYear: number;
}

export interface StateCount {
  code: string;
  /** Lines not finished; stops at `mostPerState`. */
  open: number;
  overdue: number;
}

/** A tile says no more than this: `99+`. */
export const mostPerState = 100;

export type KpiName = keyof Kpis;
/** What each figure counts, as the query that lists the same lines. */
export const kpiQueries: Record<KpiName, Record<string, string>> = {
  open: { status: 'open' },
  overdue: { status: 'open', due: 'overdue' },
  soon: { status: 'open', due: 'soon' },
  doneThisYear: { status: 'done_this_year' },
};

const filterOf = (query: Record<string, string>): ProgressFilter => ProgressQuery.parse(query);

/** The figures above the list. */
@Injectable()
export class SummaryFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly lines: ProgressFinder,
    private readonly states: StateFinder,
  ) {}

  async kpis(actor: Actor): Promise<Kpis> {
    const count = (name: KpiName) => this.lines.count(actor, filterOf(kpiQueries[name]));
    const [open, overdue, soon, doneThisYear] = await Promise.all([
      count('open'),
      count('overdue'),
      count('soon'),
      count('doneThisYear'),
    ]);
    return { open, overdue, soon, doneThisYear };
  }

  /** Every State, members of the Union first, each in order of code. */
  async perState(actor: Actor): Promise<StateCount[]> {
    const states = (await this.states.all()).sort((a, b) => Number(b.eu) - Number(a.eu) || (a.code < b.code ? -1 : 1));
    if (!states.length) return [];
    const each = states.map(({ code }) => this.countsOf(actor, code));
    const rows = await this.db.rows<StateCount>(join(each, ' UNION ALL '));
    const byCode = new Map(rows.map((row) => [row.code, row]));
    return states.map(({ code }) => ({
      code,
      open: Number(byCode.get(code)?.open ?? 0),
      overdue: Number(byCode.get(code)?.overdue ?? 0),
    }));
  }

  private countsOf(actor: Actor, code: string): Sql {
    const today = this.clock.today();
    const seen = seesLine(actor, today, itemSeen(actor));
    const visible = seen ? sql` AND ${seen}` : sql``;
    return sql`SELECT ${code} AS code, COUNT(*) AS open,
      COALESCE(SUM(CASE WHEN capped.sort_due < ${today} THEN 1 ELSE 0 END), 0) AS overdue
      FROM (SELECT p.sort_due FROM action_progress p WHERE p.is_finished = 0 AND p.state_code = ${code}${visible}
        ORDER BY p.sort_due LIMIT ${mostPerState}) capped`;
  }
}
