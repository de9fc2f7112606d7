import { createHash } from 'node:crypto';
import ICAL from 'ical.js';
import { addressKey } from '@samrad/platform/pure';
import type { AttendeeFacts, CalendarFacts, EventFacts } from '../reply.types.js';
import { decodeCalendar } from './octets.js';
import { instantAfter, instantIn } from './times.js';

type Property = [name: string, parameters: Record<string, string | string[]>, type: string, ...values: unknown[]];
type Component = [name: string, properties: Property[], components: Component[]];

/** All that is read of an event; recurrence rules, zones and texts of the event itself are left where they are. */
const READ = new Set(
  'BEGIN END METHOD UID DTSTAMP SEQUENCE ATTENDEE RECURRENCE-ID DTSTART DTEND DURATION COMMENT REQUEST-STATUS X-MICROSOFT-CDO-APPT-SEQUENCE'
    .split(' ')
    .concat('X-MS-OLK-ORIGINALSTART', 'X-RESPONSE-COMMENT'),
);
const SKIPPED = new Set(['VTIMEZONE', 'VALARM']);
/** Written without the quotes that its colon needs. */
const OUTLOOKS_UTC = /;TZID=tzone:\/\/Microsoft\/Utc:/i;
const FOREIGN_UID = 'vCal-Uid\u0001\0\0\0';
const MAX_OCTETS = 1024 * 1024;
const MAX_LINES = 5_000;

/**
 * Reads the octets of one calendar part; several calendars in it are several results.
 * @throws Error when it is not a calendar that can be read as a whole
 */
export function readCalendars(octets: Buffer, charset: string | null, mimeMethod: string | null): CalendarFacts[] {
  if (octets.length > MAX_OCTETS) throw new RangeError('calendar too large');
  const text = decodeCalendar(octets, charset).replace(/\r\n?/g, '\n');
  const texts = text.match(/BEGIN:VCALENDAR[ \t]*\n[^]*?(?:\nEND:VCALENDAR|$)/gi);
  if (!texts) throw new SyntaxError('no calendar');
  return texts.slice(0, 50).map((each) => readCalendar(each, mimeMethod));
}

function readCalendar(text: string, mimeMethod: string | null): CalendarFacts {
  const parsed = ICAL.parse(wantedLines(text).join('\r\n')) as Component | Component[];
  const [name, properties, components] = parsed as Component;
  if (name !== 'vcalendar') throw new SyntaxError('not one calendar');
  const method = textOf(properties, 'method')?.trim().toUpperCase() || null;
  const events = components.filter(([kind]) => kind === 'vevent').slice(0, 100);
  return {
    method,
    mimeMethod: mimeMethod?.trim().toUpperCase() || null,
    otherComponents: [...new Set(components.map(([kind]) => kind.toUpperCase()))].filter((kind) => kind !== 'VEVENT'),
    events: events.map((component) => readEvent(component, method)),
  };
}

/** Lines that are read, and lines that are no content lines at all, which the parser shall refuse. */
function wantedLines(text: string): string[] {
  const all = text.split('\n').filter((line) => line.trim() !== '');
  if (all.length > MAX_LINES) throw new RangeError('too many lines');
  return withoutSkipped(all)
    .filter(isWanted)
    .map((line) => line.trimEnd().replace(OUTLOOKS_UTC, ';TZID=UTC:'));
}

/** Everything but zones and reminders. */
function withoutSkipped(lines: readonly string[]): string[] {
  let skipping: string | null = null;
  const kept = lines.filter((line) => {
    const within = skipping;
    skipping = skippingAfter(line, skipping);
    return within === null && skipping === null;
  });
  if (skipping !== null) throw new SyntaxError('not closed');
  return kept;
}

/** Which component is being left out once this line has been read. */
function skippingAfter(line: string, skipping: string | null): string | null {
  const [, edge, component] = /^(BEGIN|END):\s*(\S+)\s*$/.exec(line.toUpperCase()) ?? [];
  if (skipping === null) return edge === 'BEGIN' && SKIPPED.has(component) ? component : null;
  return edge === 'END' && component === skipping ? null : skipping;
}

function isWanted(line: string): boolean {
  const name = /^([A-Za-z0-9-]+)[;:]/.exec(line)?.[1].toUpperCase();
  return name === undefined || READ.has(name);
}

function readEvent([, properties]: Component, method: string | null): EventFacts {
  const recurrence = first(properties, 'recurrence-id');
  const event: EventFacts = {
    uid: originalUid((textOf(properties, 'uid') ?? '').trim()),
    sequence: sequenceOf(properties),
    stamp: instantOfProperty(first(properties, 'dtstamp')),
    recurrence: recurrence ? { text: String(recurrence[3]), instant: instantOfProperty(recurrence) } : null,
    start: instantOfProperty(first(properties, 'dtstart')),
    end: endOf(properties),
    originalStart: originalStart(properties),
    comment: wordsOf(properties, 'comment') ?? wordsOf(properties, 'x-response-comment'),
    requestStatus: allOf(properties, 'request-status').map(statusCode),
    attendees: [],
  };
  event.attendees = allOf(properties, 'attendee')
    .slice(0, 500)
    .map((attendee) => readAttendee(attendee, event, method));
  return event;
}

function readAttendee([, parameters, , value]: Property, event: EventFacts, method: string | null): AttendeeFacts {
  const address = calendarAddress(String(value as string)) ?? calendarAddress(one(parameters.email) ?? '') ?? '';
  const key = address && addressKey(address);
  const partstat = one(parameters.partstat)?.trim().toUpperCase() || null;
  const sentBy = calendarAddress(one(parameters['sent-by']) ?? '');
  return {
    address,
    key,
    name: one(parameters.cn) ?? '',
    partstat,
    sentBy: sentBy ? addressKey(sentBy) : null,
    delegatedTo: many(parameters['delegated-to']).flatMap((each) => calendarAddress(each) ?? []),
    comment: one(parameters['x-response-comment']),
    tuple: digest([method, event.uid, key, event.recurrence?.text, event.sequence, event.stamp, partstat]),
  };
}

/**
 * The mail address of a calendar user address: `mailto:` in any case, percent escapes decoded once, no header fields.
 * @returns null for other schemes and for control characters, also encoded ones
 */
export function calendarAddress(value: string): string | null {
  const [, address = ''] = /^\s*(?:mailto:)?([^?]*)/i.exec(value) ?? [];
  const decoded = decodeOnce(address)
    .trim()
    .replace(/^'(.*)'$/, '$1');
  const refused = !decoded.includes('@') || /[\u0000-\u001f\u007f-\u009f<>,;\s]/.test(decoded) || decoded.length > 320;
  return refused ? null : decoded;
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The UID as it was sent. Exchange keeps a foreign UID inside one of its own (MS-OXOCAL, vCal-Uid), and programs that get it
 * over ActiveSync or EWS give that one back in hexadecimal.
 */
function originalUid(uid: string): string {
  if (!/^040000008200E00074C5B7101A82E008(?:[0-9A-F]{2})+$/i.test(uid) || uid.length > 2_000) return uid;
  const text = Buffer.from(uid, 'hex').toString('latin1');
  const at = text.indexOf(FOREIGN_UID);
  return at < 0 ? uid : text.slice(at + FOREIGN_UID.length).replace(/\0+$/, '');
}

function sequenceOf(properties: readonly Property[]): number | null {
  const own = wholeNumber(first(properties, 'sequence')?.[3]);
  return own || (wholeNumber(first(properties, 'x-microsoft-cdo-appt-sequence')?.[3]) ?? own);
}

function wholeNumber(value: unknown): number | null {
  const number = /^\s*\d{1,9}\s*$/.test(String(value as string)) ? Number(value) : NaN;
  return Number.isSafeInteger(number) ? number : null;
}

/** DTEND, or DTSTART and a plain DURATION. */
function endOf(properties: readonly Property[]): string | null {
  const end = first(properties, 'dtend');
  if (end) return instantOfProperty(end);
  const start = instantOfProperty(first(properties, 'dtstart'));
  return start && instantAfter(start, textOf(properties, 'duration') ?? '');
}

/** X-MS-OLK-ORIGINALSTART is not typed by every writer, so its value may still be compact text. */
function originalStart(properties: readonly Property[]): string | null {
  const property = first(properties, 'x-ms-olk-originalstart');
  if (!property) return null;
  const compact = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$/.exec(String(property[3]).trim());
  if (!compact) return instantOfProperty(property);
  const [, year, month, day, hour, minute, second, utc] = compact;
  return instantIn(`${year}-${month}-${day}T${hour}:${minute}:${second}${utc}`, one(property[1].tzid));
}

function instantOfProperty(property: Property | undefined): string | null {
  return property ? instantIn(String(property[3]), one(property[1].tzid)) : null;
}

function statusCode(property: Property): string {
  const value = property[3] as string | string[];
  return (Array.isArray(value) ? value[0] : value).split(';')[0].trim();
}

function allOf(properties: readonly Property[], name: string): Property[] {
  return properties.filter(([each]) => each === name);
}

function first(properties: readonly Property[], name: string): Property | undefined {
  return properties.find(([each]) => each === name);
}

function textOf(properties: readonly Property[], name: string): string | null {
  const value = first(properties, name)?.[3];
  return value === undefined ? null : String(value as string);
}

/** All values together; null when there are none or only blanks. */
function wordsOf(properties: readonly Property[], name: string): string | null {
  const texts = allOf(properties, name).map((property) => String(property[3] as string).trim());
  return texts.filter(Boolean).join('\n') || null;
}

function one(parameter: string | string[] | undefined): string | null {
  return many(parameter)[0] ?? null;
}

function many(parameter: string | string[] | undefined): string[] {
  if (parameter === undefined) return [];
  return Array.isArray(parameter) ? parameter : [parameter];
}

function digest(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
