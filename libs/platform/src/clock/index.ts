import { Injectable } from '@nestjs/common';

/** A moment as ISO 8601 in UTC with milliseconds, e.g. `2026-12-10T08:00:00.000Z`; sorts as text. */
export type Instant = string;
/** A calendar day, e.g. `2026-12-10`. */
export type Day = string;

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
    return this.now().toLocaleDateString('sv-SE', { timeZone: zone });
  }
}
