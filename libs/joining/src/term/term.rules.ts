import type { Fault } from '@samrad/platform/errors';
import { addDays } from '@samrad/platform/pure';

/** `60,14` → [14, 60]: the nearest first. */
export const daysBeforeOf = (setting: string): number[] =>
  [...new Set(setting.split(',').map((text) => Number(text.trim())))].sort((a, b) => a - b);

/**
 * Which reminders are due for a term today: all whose day has come. One mail is sent for them together, so that a term
 * that is noticed late gets one mail and not two. Nothing is due after the end.
 */
export function dueReminders(validTo: string, today: string, daysBefore: readonly number[]): number[] {
  if (validTo < today) return [];
  return daysBefore.filter((days) => addDays(validTo, -days) <= today);
}

/** The term that follows begins the day after. */
export const startOfNext = (validTo: string): string => addDays(validTo, 1);

/** As a suggestion: the new term is as long as two years. */
export const endOfNext = (start: string): string => {
  const [year, rest] = [Number(start.slice(0, 4)) + 2, start.slice(4)];
  return addDays(`${year}${rest === '-02-29' ? '-03-01' : rest}`, -1);
};

/** For how many years ahead somebody is taken into a group at once. */
const longestYears = 10;

/** What is wrong with the last day of a term that somebody is to get in a group. */
export function termFault(validTo: string, today: string): Fault | undefined {
  if (validTo < today) return { key: 'joining.invalid.over' };
  const latest = `${Number(today.slice(0, 4)) + longestYears}${today.slice(4)}`;
  return validTo > latest ? { key: 'joining.invalid.tooFar', params: { years: longestYears } } : undefined;
}
