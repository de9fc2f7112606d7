import { addDays, weekdayOf } from '@samrad/platform/pure';

export const steps = ['week', 'month'] as const;
export type Step = (typeof steps)[number];

/** First and last day, both included. */
export interface Period {
  from: string;
  to: string;
}

/** A quarter of a year in weeks, or a year in months: what one looks ahead. */
const lengths: Record<Step, number> = { week: 13, month: 12 };

/** The week from Monday (ISO 8601), or the month, in which a day lies. */
export function periodAt(day: string, by: Step): Period {
  if (by === 'week') {
    const from = addDays(day, 1 - weekdayOf(day));
    return { from, to: addDays(from, 6) };
  }
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: addDays(nextMonth(from), -1) };
}

/** The periods of a timeline, without gaps, from the one in which `day` lies. */
export function periodsFrom(day: string, by: Step, count = lengths[by]): Period[] {
  const periods = [periodAt(day, by)];
  while (periods.length < count) periods.push(periodAt(addDays(periods.at(-1)!.to, 1), by));
  return periods;
}

/** Where the timeline before and the one after begin. */
export function neighbours(periods: readonly Period[], by: Step): { before: string; after: string } {
  const { length } = periods;
  const { from } = periods[0]!;
  const before = by === 'week' ? addDays(from, -7 * length) : monthsBefore(from, length);
  return { before, after: addDays(periods.at(-1)!.to, 1) };
}

/** How many are due on a day, by whether they are finished. */
export interface DayCount {
  day: string;
  isFinished: boolean;
  count: number;
}

export interface PeriodCount extends Period {
  /** Late, still in time, finished: together all that are due. */
  late: number;
  open: number;
  finished: number;
}

/** Sums by period. What is not finished and was due before today is late. */
export function countsOf(periods: readonly Period[], days: readonly DayCount[], today: string): PeriodCount[] {
  return periods.map(({ from, to }) => {
    const within = days.filter(({ day }) => day >= from && day <= to);
    const sum = (some: readonly DayCount[]) => some.reduce((total, { count }) => total + count, 0);
    const left = within.filter(({ isFinished }) => !isFinished);
    const late = sum(left.filter(({ day }) => day < today));
    return { from, to, late, open: sum(left) - late, finished: sum(within) - sum(left) };
  });
}

/** Widths of the three parts of a bar, in a drawing 100 wide; whatever is there can be seen. */
export function barOf({ late, open, finished }: PeriodCount, most: number) {
  const width = (value: number) => (value ? Math.max(1, Math.round((1000 * value) / Math.max(1, most)) / 10) : 0);
  const [first, second, third] = [width(late), width(open), width(finished)];
  return {
    late: { x: 0, width: first },
    open: { x: first, width: second },
    finished: { x: first + second, width: third },
  };
}

function nextMonth(first: string): string {
  return monthsAfter(first, 1);
}

const monthsBefore = (first: string, months: number): string => monthsAfter(first, -months);

function monthsAfter(first: string, months: number): string {
  const [year, month] = first.split('-').map(Number) as [number, number];
  const at = year * 12 + month - 1 + months;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}
