import type { Day, Instant } from '@samrad/platform/clock';
import { addDays, instantOf, workingDaysFrom, type Holiday } from '@samrad/platform/pure';

/** Working days before the closing date on which those who have not answered are reminded. */
export const remindedBefore = 2;

export interface Deadline {
  /** Last day for comments. */
  closesOn: Day;
  /** When that day is over at the place of the meeting. */
  closesAt: Instant;
  /** Holidays that were left out of the count. */
  skipped: Holiday[];
}

/** When comments close that are asked for today. @param zone IANA name of the place of the meeting */
export function deadlineOf(today: Day, workingDays: number, zone: string): Deadline {
  const { day, skipped } = workingDaysFrom(today, workingDays);
  return { closesOn: day, closesAt: instantOf(`${addDays(day, 1)}T00:00`, zone), skipped };
}

/** Eight in the morning, two working days before comments close; null when that is over. @param now instant */
export function reminderOf(closesOn: Day, zone: string, now: Instant): Instant | null {
  const at = instantOf(`${workingDaysFrom(closesOn, -remindedBefore).day}T08:00`, zone);
  return at > now ? at : null;
}

/** Silence is consent: adopted unless somebody objected in time. */
export const settledBySilence = (comments: readonly { isObjection: unknown; isLate: unknown }[]) =>
  comments.some(({ isObjection, isLate }) => Boolean(isObjection) && !isLate) ? 'objected' : 'adopted';
