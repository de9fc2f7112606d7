import { asciiAddress } from '@samrad/platform/pure';
import { calendarText, mailto, quoted, textValue, uriValue } from './calendar-line.js';
import { isZonedSafely, timeLine, utc, zoneLines, type ZonedTime } from './calendar-zone.js';

const PRODUCT = 'PRODID:-//Samrad//Meetings//EN';

export interface CalendarMailbox {
  name: string;
  address: string;
}

/** What a calendar shows of a meeting, the same in a personal invitation and in a feed. */
export interface CalendarMeeting {
  /** fixed for the life of the meeting, the same for everybody */
  uid: string;
  /** rises with every significant change, never falls */
  sequence: number;
  /** UTC with milliseconds, e.g. `2026-12-10T08:00:00.000Z` */
  lastModified: string;
  summary: string;
  /** plain text; line breaks allowed */
  description: string;
  location: string | null;
  /** page of the meeting, or the recipient's own answer link */
  url: string | null;
  /** link of the video meeting */
  conferenceUrl: string | null;
  start: ZonedTime;
  end: ZonedTime;
  /** null leaves STATUS out: a CANCEL that only takes one person off the list */
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | null;
  classification?: 'PUBLIC' | 'PRIVATE' | 'CONFIDENTIAL';
}

export interface CalendarAttendee extends CalendarMailbox {
  role: 'REQ-PARTICIPANT' | 'OPT-PARTICIPANT';
  partstat: 'NEEDS-ACTION' | 'ACCEPTED' | 'TENTATIVE' | 'DECLINED' | 'DELEGATED';
}

export interface InvitationInput extends CalendarMeeting {
  method: 'REQUEST' | 'CANCEL';
  /** the moment of this very mail: new at every send, also when nothing else changed */
  stamp: string;
  organizer: CalendarMailbox;
  attendee: CalendarAttendee;
}

export interface FeedEvent extends CalendarMeeting {
  organizer: CalendarMailbox | null;
}

export interface FeedHead {
  name: string;
  /** how often programs should look, an RFC 5545 duration such as `PT1H` */
  refresh: string;
  /** when the feed was written, UTC with milliseconds */
  stamp: string;
}

/**
 * The iTIP text (RFC 5546) that goes to one recipient: nobody else is named in it and it carries no reminder.
 * @returns CRLF lines of at most 75 octets, ending in CRLF
 * @throws RangeError when a wall time does not exist in its zone
 */
export function buildInvitation(input: InvitationInput): string {
  return calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    PRODUCT,
    'CALSCALE:GREGORIAN',
    `METHOD:${input.method}`,
    ...zonesOf([input]),
    'BEGIN:VEVENT',
    ...eventLines(input, input.stamp),
    organizerLine(input.organizer),
    attendeeLine(input),
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
}

/**
 * A calendar to subscribe to (METHOD:PUBLISH): the same UIDs as the invitations, nobody's name but the organiser's.
 * @throws RangeError when a wall time does not exist in its zone
 */
export function buildFeed(events: readonly FeedEvent[], head: FeedHead): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    PRODUCT,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${textValue(head.name)}`,
    `X-WR-CALNAME:${textValue(head.name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${head.refresh}`,
    `X-PUBLISHED-TTL:${head.refresh}`,
    ...zonesOf(events),
  ];
  for (const event of events) {
    lines.push('BEGIN:VEVENT', ...eventLines(event, head.stamp));
    if (event.organizer) lines.push(organizerLine(event.organizer));
    lines.push('END:VEVENT');
  }
  lines.push('END:VCALENDAR');
  return calendarText(lines);
}

function eventLines(event: CalendarMeeting, stamp: string): string[] {
  const lines = [
    `UID:${textValue(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(stamp)}`,
    `LAST-MODIFIED:${utc(event.lastModified)}`,
    timeLine('DTSTART', event.start),
    timeLine('DTEND', event.end),
    `SUMMARY:${textValue(event.summary)}`,
    `DESCRIPTION:${textValue(event.description)}`,
    ...placeLines(event),
    `TRANSP:${event.status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'}`,
  ];
  if (event.status) lines.push(`STATUS:${event.status}`);
  if (event.classification) lines.push(`CLASS:${event.classification}`);
  return lines;
}

/** Old programs read only LOCATION and URL, new ones CONFERENCE (RFC 7986): the video link stands in all three. */
function placeLines(event: CalendarMeeting): string[] {
  const place = [event.location, event.conferenceUrl].filter((part) => part).join(' | ');
  const link = event.conferenceUrl ?? event.url;
  const lines: string[] = [];
  if (place) lines.push(`LOCATION:${textValue(place)}`);
  if (link) lines.push(`URL:${uriValue(link)}`);
  if (event.conferenceUrl) lines.push(`CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:${uriValue(event.conferenceUrl)}`);
  return lines;
}

function organizerLine(organizer: CalendarMailbox): string {
  return `ORGANIZER;CN=${quoted(organizer.name)}:${mailto(asciiAddress(organizer.address))}`;
}

function attendeeLine(input: InvitationInput): string {
  const { name, address, role, partstat } = input.attendee;
  const asks = input.method === 'REQUEST' ? ';RSVP=TRUE' : '';
  const parameters = `CN=${quoted(name)};CUTYPE=INDIVIDUAL;ROLE=${role};PARTSTAT=${partstat}${asks}`;
  return `ATTENDEE;${parameters}:${mailto(asciiAddress(address))}`;
}

/** The VTIMEZONE of every zone that a time line names, each once. */
function zonesOf(events: readonly CalendarMeeting[]): string[] {
  const names = new Set<string>();
  for (const { start, end } of events) {
    if (isZonedSafely(start)) names.add(start.zone);
    if (isZonedSafely(end)) names.add(end.zone);
  }
  return [...names].flatMap((name) => [...zoneLines(name)]);
}
