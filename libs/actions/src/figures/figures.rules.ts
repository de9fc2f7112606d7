import { daysBetween } from '@samrad/platform/pure';

/** So many lines were finished on a day, of those agreed or due on another. */
export interface Pair {
  from: string | null;
  to: string;
  count: number;
}

/** Whole days from `from` to `to`, as often as they occur; pairs without a first day are left out. */
function daysOf(pairs: readonly Pair[]): { days: number; count: number }[] {
  return pairs
    .filter((pair): pair is Pair & { from: string } => pair.from !== null)
    .map(({ from, to, count }) => ({ days: daysBetween(from.slice(0, 10), to), count }));
}

/** The middle one; of an even number the mean of the two in the middle. Null of none. */
export function medianDays(pairs: readonly Pair[]): number | null {
  const all = daysOf(pairs).sort((a, b) => a.days - b.days);
  const total = all.reduce((sum, { count }) => sum + count, 0);
  if (!total) return null;
  return (nth(all, Math.floor((total - 1) / 2)) + nth(all, Math.floor(total / 2))) / 2;
}

function nth(all: readonly { days: number; count: number }[], index: number): number {
  let passed = 0;
  for (const { days, count } of all) {
    passed += count;
    if (index < passed) return days;
  }
  return 0;
}

/** Mean of the days after the due date; what was in time counts as 0. Null of none. */
export function averageDelay(pairs: readonly Pair[]): number | null {
  const all = daysOf(pairs);
  const total = all.reduce((sum, { count }) => sum + count, 0);
  if (!total) return null;
  return all.reduce((sum, { days, count }) => sum + Math.max(0, days) * count, 0) / total;
}

/** How many were finished on the due date or before, and how many had one. */
export function onTime(pairs: readonly Pair[]): { onTime: number; withDue: number } {
  const all = daysOf(pairs);
  const sum = (some: readonly { count: number }[]) => some.reduce((total, { count }) => total + count, 0);
  return { onTime: sum(all.filter(({ days }) => days <= 0)), withDue: sum(all) };
}

/** Whole per cent; null of nothing. */
export const percent = (part: number, whole: number): number | null =>
  whole ? Math.round((100 * part) / whole) : null;

/** A pair of bars for each year, in a drawing 100 wide for each year and 100 high. */
export function barsOf(years: readonly { year: string; opened: number; closed: number }[]) {
  const most = Math.max(1, ...years.flatMap(({ opened, closed }) => [opened, closed]));
  const bar = (value: number, x: number) => {
    const height = Math.round((1000 * value) / most) / 10;
    return { x, y: Math.round(10 * (100 - height)) / 10, height };
  };
  return years.map(({ year, opened, closed }, index) => ({
    year,
    middle: index * 100 + 50,
    opened: bar(opened, index * 100 + 18),
    closed: bar(closed, index * 100 + 52),
  }));
}
