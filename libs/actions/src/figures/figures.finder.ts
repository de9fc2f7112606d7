import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { filterOf, without } from '../overview/kept-filter.js';
import type { ProgressFilter } from '../progress/progress.dto.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { averageDelay, medianDays, onTime, type Pair } from './figures.rules.js';

export interface YearFigures {
  /** `2026`. */
  year: string;
  /** Lines agreed in the year. */
  opened: number;
  /** Lines finished in the year: done, declined or not applicable. */
  closed: number;
  /** Of the finished ones with a due date, those finished by it. */
  onTime: number;
  withDue: number;
  /** From the day of agreement to the day it was finished; null: nothing was finished. */
  medianDays: number | null;
}

export interface StateFigures {
  stateCode: string;
  asked: number;
  /** Something was reported, finished or not. */
  answered: number;
  finished: number;
  overdue: number;
  /** Days after the due date, of what is finished; null: nothing with a due date is. */
  averageDelay: number | null;
}

interface YearPair extends Pair {
  year: string;
}

/** Counts over everything that the actor may see, or what a filter narrows it to; they count status and dates by themselves. */
@Injectable()
export class FiguresFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly lines: ProgressFinder,
  ) {}

  /** Every year in which something was agreed or finished, the latest first. */
  async years(actor: Actor, filter: ProgressFilter): Promise<YearFigures[]> {
    const seen = this.seen(actor, filter);
    const [opened, took, due] = await Promise.all([
      this.opened(seen),
      this.pairs(seen, sql`SUBSTR(a.created_at, 1, 10)`),
      this.pairs(seen, sql`p.due_on`),
    ]);
    const years = [...new Set([...opened.keys(), ...took.map(({ year }) => year)])].sort().reverse();
    return years.map((year) => {
      const of = (pairs: YearPair[]) => pairs.filter((pair) => pair.year === year);
      const closed = of(took).reduce((sum, { count }) => sum + count, 0);
      return { year, opened: opened.get(year) ?? 0, closed, ...onTime(of(due)), medianDays: medianDays(of(took)) };
    });
  }

  /** Every State that was asked, in order of code. */
  async states(actor: Actor, filter: ProgressFilter): Promise<StateFigures[]> {
    const seen = this.seen(actor, filter);
    const rows = await this.db.rows<Omit<StateFigures, 'averageDelay'>>(sql`
      SELECT p.state_code AS stateCode, COUNT(*) AS asked,
        SUM(CASE WHEN p.updated_by IS NULL THEN 0 ELSE 1 END) AS answered,
        SUM(CASE WHEN p.is_finished = 1 THEN 1 ELSE 0 END) AS finished,
        SUM(CASE WHEN p.is_finished = 0 AND p.sort_due < ${this.clock.today()} THEN 1 ELSE 0 END) AS overdue
      FROM action_progress p WHERE p.state_code IS NOT NULL AND ${seen}
      GROUP BY p.state_code ORDER BY p.state_code`);
    const delays = await this.db.rows<{ stateCode: string; dueOn: string; finishedOn: string; n: number }>(sql`
      SELECT p.state_code AS stateCode, p.due_on AS dueOn, p.finished_on AS finishedOn, COUNT(*) AS n
      FROM action_progress p
      WHERE p.state_code IS NOT NULL AND p.finished_on IS NOT NULL AND p.due_on IS NOT NULL AND ${seen}
      GROUP BY p.state_code, p.due_on, p.finished_on`);
    return rows.map(({ stateCode, ...counts }) => {
      const own = delays.filter((delay) => delay.stateCode === stateCode);
      const pairs = own.map(({ dueOn, finishedOn, n }) => ({ from: dueOn, to: finishedOn, count: Number(n) }));
      return { stateCode, ...numbers(counts), averageDelay: averageDelay(pairs) };
    });
  }

  private async opened(seen: Sql): Promise<Map<string, number>> {
    const rows = await this.db.rows<{ year: string; n: number }>(sql`
      SELECT SUBSTR(a.created_at, 1, 4) AS year, COUNT(*) AS n
      FROM action_progress p JOIN action_item a ON a.id = p.action_id WHERE ${seen}
      GROUP BY SUBSTR(a.created_at, 1, 4)`);
    return new Map(rows.map(({ year, n }) => [year, Number(n)]));
  }

  /** How many were finished on which day, of those with the same first day. @param from an expression on `a` or `p` */
  private async pairs(seen: Sql, from: Sql): Promise<YearPair[]> {
    const rows = await this.db.rows<{ first: string | null; last: string; n: number }>(sql`
      SELECT ${from} AS first, p.finished_on AS last, COUNT(*) AS n
      FROM action_progress p JOIN action_item a ON a.id = p.action_id
      WHERE p.finished_on IS NOT NULL AND ${seen} GROUP BY ${from}, p.finished_on`);
    return rows.map(({ first, last, n }) => ({ year: last.slice(0, 4), from: first, to: last, count: Number(n) }));
  }

  private seen(actor: Actor, filter: ProgressFilter): Sql {
    return this.lines.matching(actor, without(filterOf(filter), ['status', 'due', 'dueFrom', 'dueTo']));
  }
}

/** MariaDB gives sums as text. */
const numbers = <T extends Record<string, number>>(counts: T): T =>
  Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)])) as T;
