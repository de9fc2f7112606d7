/** Fewer than so many are said as they are, `3 of 4`: a share of them would look surer than it is. */
export const fewestForShare = 5;

/** How a share is told: not at all of nothing, in numbers of a few, and in per cent beside the numbers of more. */
export type Share =
  | { kind: 'unknown' }
  | { kind: 'few'; part: number; whole: number }
  | { kind: 'share'; share: number; part: number; whole: number };

export function shareOf(part: number, whole: number): Share {
  if (!whole) return { kind: 'unknown' };
  if (whole < fewestForShare) return { kind: 'few', part, whole };
  return { kind: 'share', share: Math.round((100 * part) / whole), part, whole };
}

/** A mean with how much it rests on: null of nothing. */
export interface Mean {
  days: number | null;
  of: number;
}

/** How a mean is told: not known of nothing, with a warning of a few. */
export function meanKind({ days, of }: Mean): 'unknown' | 'few' | 'mean' {
  if (days === null || !of) return 'unknown';
  return of < fewestForShare ? 'few' : 'mean';
}

/** Whole days from the due date to the day it was finished, as a word: early, on the day, late; null without a due date. */
export function timeliness(daysAfterDue: number | null): 'early' | 'onDay' | 'late' | null {
  if (daysAfterDue === null) return null;
  if (daysAfterDue === 0) return 'onDay';
  return daysAfterDue < 0 ? 'early' : 'late';
}
