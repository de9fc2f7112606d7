import { addDays, daysIn, instantOf } from '@samrad/platform/pure';

/** When people are at work and read their mail. */
const hour = '08:00';
/** A worker that was away makes good what is at most so old. */
const madeGoodHours = 48;

/** Days before the deadline that can be chosen; negative: after it. */
export const reminderDays = [14, 7, 3, 2, 1, 0, -1, -3] as const;

interface Asked {
  answerBy: string | null;
  zone: string;
  reminderDays: string;
}

/** One reminder of the schedule. */
export interface Step {
  days: number;
  /** UTC: 08:00 on the wall in the meeting's zone. */
  at: string;
}

/** The reminders of a meeting in order of time; none without a deadline. */
export function stepsOf({ answerBy, zone, reminderDays: text }: Asked): Step[] {
  if (!answerBy) return [];
  return daysIn(text).map((days) => ({ days, at: instantOf(`${addDays(answerBy, -days)}T${hour}`, zone) }));
}

/** Whether a step is to be taken now: not before its time, and not long after it. */
export function isDue({ at }: Step, now: string): boolean {
  const late = Date.parse(now) - Date.parse(at);
  return late >= 0 && late < madeGoodHours * 3_600_000;
}

/** Nobody is reminded of a meeting that was not called, is off, or is over. */
export const mayRemind = ({ status, endAt }: { status: string; endAt: string }, now: string): boolean =>
  status === 'called' && endAt > now;
