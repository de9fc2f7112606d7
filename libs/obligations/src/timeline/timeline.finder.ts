import { Injectable } from '@nestjs/common';
import { actionReferenceOf, type ProgressFilter, ProgressFinder } from '@samrad/actions';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { countsOf, type DayCount, type Period, type PeriodCount } from './timeline.rules.js';

/** An action item with how many of those whom it asks are due on a day. */
export interface DueAction {
  id: string;
  ref: string;
  title: string;
  dueOn: Day;
  /** All that are due on the day, and those that are not finished. */
  asked: number;
  left: number;
}

export interface TimelinePeriod extends PeriodCount {
  /** The first few, by due date. */
  actions: DueAction[];
}

export interface Timeline {
  periods: TimelinePeriod[];
  /** Not finished and due before the first period; both stop at 1000. */
  earlier: number;
  later: number;
}

/** So many action items are named in a period; the list has the rest. */
export const mostNamed = 5;

type Filter = Omit<ProgressFilter, 'dueFrom' | 'dueTo'>;

/** What is due when, of what the reader may see. */
@Injectable()
export class TimelineFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly lines: ProgressFinder,
  ) {}

  /** @param periods one after the other, without gaps */
  async timeline(actor: Actor, filter: Filter, periods: readonly Period[]): Promise<Timeline> {
    const all = { from: periods[0]!.from, to: periods.at(-1)!.to };
    const [days, actions, earlier, later] = await Promise.all([
      this.days(actor, filter, all),
      this.actions(actor, filter, periods),
      this.lines.count(actor, { ...filter, dueFrom: null, dueTo: addDays(all.from, -1) }),
      this.lines.count(actor, { ...filter, dueFrom: addDays(all.to, 1), dueTo: lastDay }),
    ]);
    const counts = countsOf(periods, days, this.clock.today());
    return { periods: counts.map((count) => ({ ...count, actions: actions.filter(within(count)) })), earlier, later };
  }

  private async days(actor: Actor, filter: Filter, { from, to }: Period): Promise<DayCount[]> {
    const rows = await this.db.rows<{ day: Day; isFinished: number; n: number }>(sql`
      SELECT p.sort_due AS day, p.is_finished AS isFinished, COUNT(*) AS n FROM action_progress p
      WHERE ${this.lines.matching(actor, { ...filter, dueFrom: from, dueTo: to })}
      GROUP BY p.sort_due, p.is_finished`);
    return rows.map(({ day, isFinished, n }) => ({ day, isFinished: Boolean(isFinished), count: Number(n) }));
  }

  private async actions(actor: Actor, filter: Filter, periods: readonly Period[]): Promise<DueAction[]> {
    const each = periods.map(
      ({ from, to }) => sql`SELECT * FROM (
        SELECT p.action_id AS id, p.action_number AS number, p.sort_due AS dueOn, COUNT(*) AS asked,
          SUM(CASE WHEN p.is_finished = 0 THEN 1 ELSE 0 END) AS unfinished
        FROM action_progress p WHERE ${this.lines.matching(actor, { ...filter, dueFrom: from, dueTo: to })}
        GROUP BY p.action_id, p.action_number, p.sort_due ORDER BY p.sort_due, p.action_number LIMIT ${mostNamed}) due`,
    );
    const rows = await this.db.rows<Raw>(sql`
      SELECT due.*, a.title FROM (${join(each, ' UNION ALL ')}) due JOIN action_item a ON a.id = due.id
      ORDER BY due.dueOn, due.number`);
    return rows.map(({ number, asked, unfinished, ...row }) => ({
      ...row,
      ref: actionReferenceOf(number),
      asked: Number(asked),
      left: Number(unfinished),
    }));
  }
}

/** Lines without a due date are sorted behind this day. */
const lastDay = '9999-12-30';

const within =
  ({ from, to }: Period) =>
  ({ dueOn }: { dueOn: Day }): boolean =>
    dueOn >= from && dueOn <= to;

interface Raw {
  id: string;
  number: number;
  title: string;
  dueOn: Day;
  asked: number | string;
  unfinished: number | string;
}
