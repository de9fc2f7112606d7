import { Temporal } from 'temporal-polyfill';

/** Wall-clock time without zone, to the minute: `2026-12-10T09:00`. */
export type WallTime = string;

/**
 * The instant of a wall time in an IANA zone.
 * @throws RangeError for a time that does not exist there (the spring gap) or an unknown zone
 */
export function instantOf(wall: WallTime, zone: string): string {
  const zoned = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (zoned.toPlainDateTime().toString({ smallestUnit: 'minute' }) !== wall.slice(0, 16)) throw new RangeError(wall);
  return new Date(zoned.epochMilliseconds).toISOString();
}

/** The wall time that people in a zone see at an instant. */
export function wallOf(instant: string, zone: string): WallTime {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Adds minutes to a wall time as the clock on the wall would (no zone involved). */
export function addMinutes(wall: WallTime, minutes: number): WallTime {
  return Temporal.PlainDateTime.from(wall).add({ minutes }).toString({ smallestUnit: 'minute' });
}

/** Whole minutes between two wall times. */
export function minutesBetween(from: WallTime, to: WallTime): number {
  return Temporal.PlainDateTime.from(from).until(Temporal.PlainDateTime.from(to)).total('minutes');
}

/** Adds days to a calendar day. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  const days = (utcDay(to) - utcDay(from)) / dayMs;
  if (Number.isInteger(days)) return days;
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).total('days');
}

const dayMs = 86_400_000;
/** Milliseconds; not a number for what the calendar must judge. Lists ask this of every line, and the calendar is dear. */
function utcDay(day: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return Number.NaN;
  const at = Date.parse(day);
  // The 30th of February is read as the 2nd of March.
  const exists = day.slice(8) <= '28' || new Date(at).getUTCDate() === Number(day.slice(8));
  return exists ? at : Number.NaN;
}
