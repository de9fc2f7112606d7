import data from './data/holidays.json' with { type: 'json' };
import { addDays, daysBetween } from './zoned.js';

/** A day on which Norway or the EU institutions do not work. */
export interface Holiday {
  day: string;
  /** `no`: Norwegian public holiday; `eu`: the EU institutions are closed. */
  calendar: string;
  name: string;
}

interface HolidayCalendar {
  calendar: string;
  language: string;
  source: string;
  url: string;
  days: { name: string; on?: string; easter?: number }[];
}

const calendars = data as HolidayCalendar[];

/** Where each calendar comes from: to be shown beside it. */
export const holidaySources = calendars.map(({ days: _, ...about }) => about);

/** Easter Sunday of the Gregorian calendar (the anonymous computus of 1876, for all years). */
export function easterOf(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(Math.floor(n / 31))}-${two((n % 31) + 1)}`;
}

/** The holidays of a year in order. Norwegian ones fall on any day; the EU institutions publish only working days. */
export function holidaysOf(year: number): Holiday[] {
  const easter = easterOf(year);
  const all = calendars.flatMap(({ calendar, days }) =>
    days.map(({ name, on, easter: after }) => ({
      calendar,
      name,
      day: on ? `${year}-${on}` : addDays(easter, after ?? 0),
    })),
  );
  const shown = all.filter(({ calendar, day }) => calendar !== 'eu' || !isWeekend(day));
  return shown.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

export function isWeekend(day: string): boolean {
  return weekdayOf(day) > 5;
}

/** ISO 8601: Monday 1 … Sunday 7. */
export function weekdayOf(day: string): number {
  // 1 January 2024 was a Monday.
  return (((daysBetween('2024-01-01', day) % 7) + 7) % 7) + 1;
}

export interface Counted {
  day: string;
  /** Holidays on Monday to Friday that were left out of the count. */
  skipped: Holiday[];
}

/**
 * The day that comes that many working days after (or, negative, before) another, which is not counted itself. Nobody
 * works at weekends, on Norwegian public holidays and when the EU institutions are closed.
 */
export function workingDaysFrom(from: string, days: number): Counted {
  const step = Math.sign(days);
  const skipped: Holiday[] = [];
  let day = from;
  for (let left = Math.abs(days); left > 0;) {
    day = addDays(day, step);
    if (isWeekend(day)) continue;
    const closed = holidaysOf(Number(day.slice(0, 4))).filter((holiday) => holiday.day === day);
    if (closed.length) skipped.push(...closed);
    else left -= 1;
  }
  return { day, skipped };
}
