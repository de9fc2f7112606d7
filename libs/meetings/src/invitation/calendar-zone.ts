import { createRequire } from 'node:module';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { instantOf } from '@samrad/platform/pure';

// The library is CommonJS without ESM wrapper; it reads one small file per zone, once.
const library = createRequire(import.meta.url)('@touch4it/ical-timezones') as {
  getVtimezoneComponent(zone: string): string | null;
};

/** Names that the zone library knows only by their former spelling. */
const FORMER: Record<string, string> = { 'Europe/Kyiv': 'Europe/Kiev', 'Asia/Kolkata': 'Asia/Calcutta' };

interface Zone {
  lines: readonly string[];
  rules: ICAL.Timezone;
}

const zones = new Map<string, Zone | null>();
const agreements = new Map<string, boolean>();

/** A wall time in an IANA zone, e.g. `{ wall: '2026-12-10T09:00', zone: 'Europe/Oslo' }`. */
export interface ZonedTime {
  wall: string;
  zone: string;
}

/** The content lines of the VTIMEZONE with exactly this TZID; empty when there is none. Read once per zone. */
export function zoneLines(zone: string): readonly string[] {
  return zoneOf(zone)?.lines ?? [];
}

/**
 * A DTSTART or DTEND line. Wall time with TZID where the zone's calendar rules give the very same instant as the server's
 * zone data; otherwise UTC, which is right in every calendar.
 */
export function timeLine(name: string, time: ZonedTime): string {
  if (!isZonedSafely(time)) return `${name}:${utc(instantOf(time.wall, time.zone))}`;
  return `${name};TZID=${time.zone}:${compact(time.wall)}00`;
}

/** True when the time can be written with a TZID, so that its VTIMEZONE must go along. */
export function isZonedSafely(time: ZonedTime): boolean {
  const key = `${time.zone} ${time.wall}`;
  const known = agreements.get(key);
  if (known !== undefined) return known;
  if (agreements.size > 5_000) agreements.clear();
  const agrees = rulesAgree(time);
  agreements.set(key, agrees);
  return agrees;
}

/** An instant as iCalendar writes it: `20261210T080000Z`. */
export function utc(instant: string): string {
  return `${compact(instant.slice(0, 19))}Z`;
}

function compact(text: string): string {
  return text.replace(/[-:]/g, '');
}

function zoneOf(zone: string): Zone | null {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const read = readZone(zone);
  zones.set(zone, read);
  return read;
}

function readZone(zone: string): Zone | null {
  if (!/^[A-Za-z0-9_+/-]+$/.test(zone)) return null;
  const text = library.getVtimezoneComponent(FORMER[zone] ?? zone);
  if (!text) return null;
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !/^(TZURL|X-LIC-LOCATION)[;:]/.test(line))
    .map((line) => (line.startsWith('TZID:') ? `TZID:${zone}` : line));
  return { lines, rules: new ICAL.Timezone(new ICAL.Component(ICAL.parse(lines.join('\r\n')) as unknown[])) };
}

/** Compares the offset that the VTIMEZONE gives with the one of the server's zone data at that wall time. */
function rulesAgree(time: ZonedTime): boolean {
  const zone = zoneOf(time.zone);
  if (!zone) return false;
  const seconds = zone.rules.utcOffset(ICAL.Time.fromDateTimeString(`${time.wall}:00`));
  const here = Temporal.PlainDateTime.from(time.wall).toZonedDateTime(time.zone);
  return here.offsetNanoseconds === seconds * 1e9;
}
