import { calendarText, textValue } from './calendar-line.js';
import { generateInvitation, linkLines, organizerLine, placeOf } from './calendar-generator.js';
import { isZonedSafely, timeLine, utc, zoneLines } from './calendar-zone.js';
import type { CalendarMeeting, FeedEvent, FeedHead, InvitationInput } from './calendar.types.js';

export type * from './calendar.types.js';

const PRODUCT = 'PRODID:-//Samrad//Meetings//EN';

/**
 * The iTIP text (RFC 5546) that goes to one recipient: nobody else is named in it and it carries no reminder.
 * @returns CRLF lines of at most 75 octets, ending in CRLF
 * @throws RangeError when a wall time does not exist in its zone
 */
export function buildInvitation(input: InvitationInput): string {
  return generateInvitation(input);
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

function placeLines(event: CalendarMeeting): string[] {
  const place = placeOf(event);
  return [...(place ? [`LOCATION:${textValue(place)}`] : []), ...linkLines(event)];
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
