import { Injectable } from '@nestjs/common';

/** A moment as ISO 8601 in UTC with milliseconds, e.g. `2026-12-10T08:00:00.000Z`; sorts as text. */
export type Instant = string;
/** A calendar day, e.g. `2026-12-10`. */
export type Day = string;

const quarterHour = 900_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const days = new Map<string, { quarter: number; day: Day }>();

/** Making a format costs more than a whole query, and a day never begins within a quarter of an hour. */
function dayIn(zone: string, now: Date): Day {
  const quarter = Math.floor(now.getTime() / quarterHour);
  const known = days.get(zone);
  if (known?.quarter === quarter) return known.day;
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  formats.set(zone, format);
  const day = format.format(now);
  days.set(zone, { quarter, day });
  return day;
}

/** The one source of time. Tests replace it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  instant(): Instant {
    return this.now().toISOString();
  }

  /** @param seconds may be negative */
  instantIn(seconds: number): Instant {
    return new Date(this.now().getTime() + seconds * 1000).toISOString();
  }

  /** Today's date as people in that zone would say. */
  today(zone = 'Europe/Oslo'): Day {
    return dayIn(zone, this.now());
  }
}
