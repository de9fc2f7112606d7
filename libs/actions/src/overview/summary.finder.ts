import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, Prepared, raw, sql, type Sql } from '@samrad/platform/database';
import { seesLine } from '../action/action.policy.js';
import { itemSeen } from '../action/item-seen.js';
import { ProgressQuery, type ProgressFilter } from '../progress/progress.dto.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { filterOf, isNarrow, without } from './kept-filter.js';

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
/** Written out: a limit that comes as a value costs SQLite twice the time. */
const atMost = raw(`LIMIT ${mostPerState}`);

export type KpiName = keyof Kpis;
/** What each figure counts, as the query that lists the same lines. */
export const kpiQueries: Record<KpiName, Record<string, string>> = {
  open: { status: 'open' },
  overdue: { status: 'open', due: 'overdue' },
  soon: { status: 'open', due: 'soon' },
  doneThisYear: { status: 'done_this_year' },
};

const countedBy = (name: KpiName): ProgressFilter => ProgressQuery.parse(kpiQueries[name]);
/** Read once: they are asked for at every visit. */
const filters: Record<KpiName, ProgressFilter> = {
  open: countedBy('open'),
  overdue: countedBy('overdue'),
  soon: countedBy('soon'),
  doneThisYear: countedBy('doneThisYear'),
};

/** Members of the Union first, each in order of code. */
const statesInOrder = new Prepared(sql`SELECT code FROM state ORDER BY eu DESC, code`);

/** The figures above the list. */
@Injectable()
export class SummaryFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly lines: ProgressFinder,
  ) {}

  /** @param query the figures are of what it narrows to, whatever status and due date it asks for */
  async kpis(actor: Actor, query?: ProgressFilter): Promise<Kpis> {
    const kept = query ? without(filterOf(query), ['status', 'due']) : null;
    const count = (name: KpiName) => {
      const { status, due } = filters[name];
      return this.lines.count(actor, kept ? { ...kept, status, due } : filters[name]);
    };
    const [open, overdue, soon, doneThisYear] = await Promise.all([
      count('open'),
      count('overdue'),
      count('soon'),
      count('doneThisYear'),
    ]);
    return { open, overdue, soon, doneThisYear };
  }

  /**
   * Every State, members of the Union first, each in order of code.
   * @param query the figures are of what it narrows to, whatever State and status it asks for
   */
  async perState(actor: Actor, query?: ProgressFilter): Promise<StateCount[]> {
    const states = await this.db.rows<{ code: string }>(statesInOrder.with({}));
    if (!states.length) return [];
    const kept = query ? without(filterOf(query), ['state', 'status']) : null;
    const each = states.map(({ code }) => this.countsOf(actor, code));
    const all = kept && isNarrow(kept) ? this.countsWithin(actor, kept) : join(each, ' UNION ALL ');
    const rows = await this.db.rows<StateCount>(all);
    const byCode = new Map(rows.map((row) => [row.code, row]));
    return states.map(({ code }) => ({
      code,
      open: Number(byCode.get(code)?.open ?? 0),
      overdue: Number(byCode.get(code)?.overdue ?? 0),
    }));
  }

  private countsWithin(actor: Actor, kept: ProgressFilter): Sql {
    return sql`SELECT p.state_code AS code, COUNT(*) AS open,
      SUM(CASE WHEN p.sort_due < ${this.clock.today()} THEN 1 ELSE 0 END) AS overdue
      FROM action_progress p WHERE p.is_finished = 0 AND p.state_code IS NOT NULL AND ${this.lines.matching(actor, kept)}
      GROUP BY p.state_code`;
  }

  private countsOf(actor: Actor, code: string): Sql {
    const today = this.clock.today();
    const seen = seesLine(actor, today, itemSeen(actor));
    const visible = seen ? sql` AND ${seen}` : sql``;
    return sql`SELECT ${code} AS code, COUNT(*) AS open,
      COALESCE(SUM(CASE WHEN capped.sort_due < ${today} THEN 1 ELSE 0 END), 0) AS overdue
      FROM (SELECT p.sort_due FROM action_progress p WHERE p.is_finished = 0 AND p.state_code = ${code}${visible}
        ORDER BY p.sort_due ${atMost}) capped`;
  }
}
