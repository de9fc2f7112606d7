import ical, { type ICalCalendarMethod, type ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import { instantOf } from '@samrad/platform/pure';
import { calendarText, mailto, plainText, quoted, uriValue } from './calendar-line.js';
import { isZonedSafely, zoneLines } from './calendar-zone.js';
import type { CalendarAttendee, CalendarMailbox, InvitationInput } from './calendar.types.js';

/**
 * The iTIP object as ical-generator writes it, then made strict. Every time is given as a luxon value in its own zone and
 * the calendar itself has no zone name: only so does the library neither use the server's clock nor take the Z from DTSTAMP.
 */
export function generateInvitation(input: InvitationInput): string {
  const calendar = ical({
    prodId: '-//Samrad//Meetings//EN',
    scale: 'GREGORIAN',
    method: input.method as ICalCalendarMethod,
    timezone: { name: null, generator: (zone) => zoneLines(zone).join('\r\n') },
  });
  calendar.createEvent({
    ...times(input),
    id: input.uid,
    sequence: input.sequence,
    stamp: moment(input.stamp),
    lastModified: moment(input.lastModified),
    summary: plainText(input.summary),
    description: plainText(input.description),
    location: placeOf(input) || null,
    transparency: (input.status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE') as never,
    status: (input.status as ICalEventStatus | null) ?? undefined,
    class: (input.classification as never) ?? undefined,
  });
  return strict(calendar.toString(), input);
}

/**
 * What the library cannot write: quoted names without a backslash, one order of parameters, `mailto:` in lower case, URLs
 * without escapes, CONFERENCE (RFC 7986), folds of 75 octets, and the last CRLF.
 */
function strict(text: string, input: InvitationInput): string {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const own = [...linkLines(input), ...proposalLines(input), organizerLine(input.organizer), ...attendeeLines(input)];
  return calendarText(
    lines.filter((line) => line !== '').flatMap((line) => (line === 'END:VEVENT' ? [...own, line] : [line])),
  );
}

/** Both times with the meeting's TZID where that is safe for both, otherwise both in UTC. */
function times({ start, end }: InvitationInput) {
  const zoned = start.zone === end.zone && isZonedSafely(start) && isZonedSafely(end);
  const zone = zoned ? start.zone : 'utc';
  return {
    start: moment(instantOf(start.wall, start.zone), zone),
    end: moment(instantOf(end.wall, end.zone), zone),
    timezone: zoned ? start.zone : null,
  };
}

const moment = (instant: string, zone = 'utc') => DateTime.fromISO(instant, { zone });

/** Old programs read only LOCATION and URL, new ones CONFERENCE (RFC 7986): the video link stands in all three. */
export function placeOf({ location, conferenceUrl }: Pick<InvitationInput, 'location' | 'conferenceUrl'>): string {
  return plainText([location, conferenceUrl].filter((part) => part).join(' | '));
}

export function linkLines({ url, conferenceUrl }: Pick<InvitationInput, 'url' | 'conferenceUrl'>): string[] {
  const link = conferenceUrl ?? url;
  return [
    ...(link ? [`URL:${uriValue(link)}`] : []),
    ...(conferenceUrl ? [`CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:${uriValue(conferenceUrl)}`] : []),
  ];
}

export function organizerLine({ name, address }: CalendarMailbox): string {
  return `ORGANIZER;CN=${quoted(name)}:${mailto(address)}`;
}

/** Outlook and Thunderbird honour it (MS-OXCICAL 2.1.3.1.1.20.29). */
function proposalLines({ method, refusesProposals }: InvitationInput): string[] {
  return method === 'REQUEST' && refusesProposals ? ['X-MICROSOFT-DISALLOW-COUNTER:TRUE'] : [];
}

/** The recipient first; buttons appear for the line with RSVP=TRUE and the reader's own address. */
function attendeeLines({ attendee, asks = true, method, others = [] }: InvitationInput): string[] {
  if (method !== 'REQUEST') return [attendeeLine(attendee)];
  return [attendeeLine(attendee, asks), ...others.map((other) => attendeeLine(other, asks))];
}

function attendeeLine({ name, address, role, partstat }: CalendarAttendee, asks?: boolean): string {
  const rsvp = asks === undefined ? '' : `;RSVP=${asks ? 'TRUE' : 'FALSE'}`;
  const parameters = `CN=${quoted(name)};CUTYPE=INDIVIDUAL;ROLE=${role};PARTSTAT=${partstat}${rsvp}`;
  return `ATTENDEE;${parameters}:${mailto(address)}`;
}
