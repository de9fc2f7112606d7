import { Injectable } from '@nestjs/common';
import { averageDelay, onTime, type Pair, ProgressFinder, ProgressQuery, type ProgressRow } from '@samrad/actions';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';

/** What was asked of one State, as far as the reader may see it. Every number is counted out. */
export interface StateFigures {
  asked: number;
  /** Something was reported, finished or not. */
  answered: number;
  open: number;
  overdue: number;
  /** Open, and a later date is asked for. */
  laterDateAsked: number;
  finished: number;
  /** Of the finished ones with a due date, those finished by it. */
  onTime: number;
  withDue: number;
  /** Days after the due date, of what is finished and had one; in time counts as 0. Null of none. */
  averageDelay: number | null;
}

/** What was finished in a year. */
export interface FinishedInYear {
  /** `2026`. */
  year: string;
  finished: number;
  onTime: number;
  withDue: number;
  averageDelay: number | null;
}

/** Of what is not finished. */
type Left = Record<'open' | 'reported' | 'overdue' | 'laterDateAsked', number>;

/** How many lines a list on the page has; the rest is behind a link. */
export const mostListed = 15;

/** What one State was asked and what came of it. */
@Injectable()
export class StateOverviewFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly lines: ProgressFinder,
  ) {}

  async figures(actor: Actor, stateCode: string): Promise<{ figures: StateFigures; years: FinishedInYear[] }> {
    const seen = this.seen(actor, stateCode);
    const [left, pairs] = await Promise.all([this.left(seen), this.pairs(seen)]);
    const years = [...new Set(pairs.map(({ to }) => to.slice(0, 4)))].sort().reverse();
    const { finished, ...timely } = sumsOf(pairs);
    const { reported, ...counts } = left;
    // Nothing becomes finished without the name of who said so: that is an answer.
    const all = { asked: left.open + finished, answered: reported + finished };
    return {
      figures: { ...all, ...counts, finished, ...timely },
      years: years.map((year) => ({ year, ...sumsOf(pairs.filter(({ to }) => to.startsWith(year))) })),
    };
  }

  /** What is not finished, the earliest due date first. */
  open(actor: Actor, stateCode: string, limit = mostListed): Promise<ProgressRow[]> {
    const query = { ...ProgressQuery.parse({ state: stateCode, status: 'open' }), sort: 'due-asc' };
    return this.lines.rows(actor, query, { limit, offset: 0 });
  }

  /** What was finished, the latest first. */
  async finished(actor: Actor, stateCode: string, limit = mostListed): Promise<ProgressRow[]> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT p.id FROM action_progress p WHERE ${this.seen(actor, stateCode)} AND p.finished_on IS NOT NULL
      ORDER BY p.finished_on DESC, p.due_on DESC, p.id DESC LIMIT ${limit}`);
    const found = await Promise.all(rows.map(({ id }) => this.lines.one(actor, id)));
    return found.filter((row) => row !== undefined);
  }

  private seen(actor: Actor, stateCode: string): Sql {
    return this.lines.matching(actor, ProgressQuery.parse({ state: stateCode }));
  }

  private async left(seen: Sql): Promise<Left> {
    const when = (condition: Sql) => sql`COALESCE(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`;
    const row = await this.db.row<Left>(sql`
      SELECT COUNT(*) AS open, ${when(sql`p.updated_by IS NOT NULL`)} AS reported,
        ${when(sql`p.sort_due < ${this.clock.today()}`)} AS overdue,
        ${when(sql`p.asked_due_on IS NOT NULL`)} AS laterDateAsked
      FROM action_progress p WHERE p.is_finished = 0 AND ${seen}`);
    // MariaDB gives sums as text.
    return Object.fromEntries(Object.entries(row!).map(([name, value]) => [name, Number(value)])) as Left;
  }

  /** How many were finished on which day, of those due on another. */
  private async pairs(seen: Sql): Promise<Pair[]> {
    const rows = await this.db.rows<{ dueOn: Day | null; finishedOn: Day; n: number }>(sql`
      SELECT p.due_on AS dueOn, p.finished_on AS finishedOn, COUNT(*) AS n
      FROM action_progress p WHERE ${seen} AND p.finished_on IS NOT NULL GROUP BY p.due_on, p.finished_on`);
    return rows.map(({ dueOn, finishedOn, n }) => ({ from: dueOn, to: finishedOn, count: Number(n) }));
  }
}

const sumsOf = (pairs: Pair[]) => ({
  finished: pairs.reduce((sum, { count }) => sum + count, 0),
  ...onTime(pairs),
  averageDelay: averageDelay(pairs),
});
