import { addDays, daysBetween, daysIn } from '@samrad/platform/pure';

/** Days that can be chosen, before the due date; negative: after it. */
export const chasingDays = [30, 14, 7, 3, 1, 0, -1, -7, -14, -28] as const;
/** A week before, on the day, and then every now and then. */
export const usualDays = '7,0,-7,-14,-28';
/** Nothing older is made good, should nobody have been reminded for long. */
const madeGoodDays = 7;
/** So late, others are told as well. */
const toContactAfter = 14;
const toOrganisersAfter = 28;

interface Line {
  dueOn: string;
  /** `7,0,-7`; blank: no reminders. */
  reminderDays: string;
  /** The day it was agreed, or of the last reminder. */
  since: string;
}

/** Whether a day of the schedule has come since the last reminder. @param today `YYYY-MM-DD` */
export function isChased({ dueOn, reminderDays, since }: Line, today: string): boolean {
  const earliest = addDays(today, -madeGoodDays);
  return daysIn(reminderDays)
    .map((days) => addDays(dueOn, -days))
    .some((day) => day <= today && day > since && day > earliest);
}

/** Who is told besides those responsible: the State contact when it is two weeks late, the organisers after four. */
export function escalationOf(dueOn: string, today: string): { toContact: boolean; toOrganisers: boolean } {
  const late = daysBetween(dueOn, today);
  return { toContact: late >= toContactAfter, toOrganisers: late >= toOrganisersAfter };
}

/** The day a schedule has next after today; null: it has none left. */
export function nextDay(dueOn: string | null, reminderDays: string, today: string): string | null {
  if (dueOn === null) return null;
  const ahead = daysIn(reminderDays).map((days) => addDays(dueOn, -days));
  return ahead.filter((day) => day > today).sort()[0] ?? null;
}
