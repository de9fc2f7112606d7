import { findIana } from 'windows-iana';
import { instantOf, isZone } from '@samrad/platform/pure';
import type { Instant } from '../reply.types.js';

/** What was asked before: the answers to a meeting all name the same few times. Emptied when full. */
const known = new Map<string, Instant | null>();
const KNOWN_AT_MOST = 1_000;
/** A month in seconds. */
const LONGEST = 31 * 86_400;

/**
 * The instant of a jCal date-time (`2026-12-10T09:00:00`, with `Z` when UTC). Zones are known by name only, IANA or Windows;
 * the rules that came with the message are never computed.
 * @returns null for dates without time, floating times, unknown zones and times that do not exist
 */
export function instantIn(value: string, zone: string | null): Instant | null {
  const [, wall, utc] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z?)$/.exec(value) ?? [];
  if (!wall) return null;
  if (utc) return validInstant(`${wall}.000Z`);
  return zone === null || zone.length > 200 ? null : remembered(wall, zone);
}

function remembered(wall: string, zone: string): Instant | null {
  const key = `${wall} ${zone}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= KNOWN_AT_MOST) known.clear();
  const instant = computed(wall, ianaZone(zone));
  known.set(key, instant);
  return instant;
}

function computed(wall: string, zone: string | null): Instant | null {
  try {
    return zone === null ? null : instantOf(wall, zone);
  } catch {
    return null;
  }
}

/** The instant of a Date header or any other date text; null when it is none. */
export function instantFrom(date: Date | undefined | null): Instant | null {
  if (!date || Number.isNaN(date.getTime())) return null;
  const year = date.getUTCFullYear();
  return year < 1970 || year > 9999 ? null : date.toISOString();
}

/** An instant and a duration (RFC 5545 3.3.6) of at most a month after it; null when it is none. */
export function instantAfter(instant: Instant, duration: string): Instant | null {
  const [, weeks, days, hours, minutes, seconds] =
    /^\+?P(?=.)(?:(\d{1,2})W)?(?:(\d{1,2})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})S)?)?$/.exec(
      duration.trim(),
    ) ?? [];
  const [w, d, h, m, s] = [weeks, days, hours, minutes, seconds].map((part) => Number(part ?? 0)) as number[];
  const length = (((w! * 7 + d!) * 24 + h!) * 60 + m!) * 60 + s!;
  if (length <= 0 || length > LONGEST) return null;
  return new Date(Date.parse(instant) + length * 1000).toISOString();
}

/** The IANA name of a TZID: itself, the end of a path (`/example.org/Europe/Oslo`), or the one Windows means. */
export function ianaZone(tzid: string): string | null {
  const name = tzid.replace(/^"|"$/g, '').trim();
  if (name.length === 0 || name.length > 200) return null;
  const tail = name.split('/').slice(-2).join('/');
  if (/(^|\/)(utc|gmt|z)$/i.test(name)) return 'UTC'; // also `tzone://Microsoft/Utc`
  const named = [name, tail].find((each) => /^[A-Za-z][\w+/-]*$/.test(each) && isZone(each));
  if (named) return named;
  const windows = findIana(name.replace(/\s+\d$/, '') as never) as string[];
  return windows[0] ?? null;
}

function validInstant(text: string): Instant | null {
  const date = new Date(text);
  // 29 February of an ordinary year would become 1 March.
  return !Number.isNaN(date.getTime()) && date.toISOString() === text ? text : null;
}
