import { addDays } from '@samrad/platform/pure';

/** Both days included; null: open. */
export interface Period {
  from: string | null;
  to: string | null;
}

/** What is left of a period when the days of others are taken out, in order. */
export function remainders(period: Period, others: readonly Period[]): Period[] {
  return others.reduce<Period[]>((left, other) => left.flatMap((one) => without(one, other)), [period]);
}

function without(one: Period, other: Period): Period[] {
  if (!share(one, other)) return [one];
  const parts: Period[] = [];
  if (other.from !== null && (one.from === null || one.from < other.from)) {
    parts.push({ from: one.from, to: addDays(other.from, -1) });
  }
  if (other.to !== null && (one.to === null || one.to > other.to)) {
    parts.push({ from: addDays(other.to, 1), to: one.to });
  }
  return parts;
}

const share = (one: Period, other: Period): boolean =>
  (one.to === null || other.from === null || other.from <= one.to) &&
  (other.to === null || one.from === null || one.from <= other.to);
