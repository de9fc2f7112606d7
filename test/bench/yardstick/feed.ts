// Two hundred meetings from rows to a calendar by joining text, lines folded in pieces (RFC 5545 section 3.1).
import type { Ask, Found } from './ask.js';

const invited = `SELECT m.id, m.uid, m.sequence, m.title, m.description, m.start_wall AS startWall, m.end_wall AS endWall,
  m.zone, m.place, m.video_url AS videoUrl, m.status, m.updated_at AS updatedAt
  FROM invitation i JOIN meeting m ON m.id = i.meeting_id
  WHERE i.person_id = ? AND i.removed_at IS NULL AND i.sent_at IS NOT NULL ORDER BY m.start_at, m.id`;

const head = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Bench//EN',
  'X-WR-CALNAME:Meetings',
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Oslo',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19700329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19701025T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** The feed of a person. */
export async function feed(ask: Ask, personId: string): Promise<string> {
  const rows = await ask(invited, personId);
  return [...head, ...rows.flatMap(event), 'END:VCALENDAR', ''].join('\r\n');
}

function event(row: Found): string[] {
  const url = `http://localhost/meetings/${row.id}`;
  return [
    'BEGIN:VEVENT',
    `UID:${row.uid}`,
    `SEQUENCE:${row.sequence}`,
    `DTSTAMP:${stamp(row.updatedAt)}Z`,
    `LAST-MODIFIED:${stamp(row.updatedAt)}Z`,
    `DTSTART;TZID=${row.zone}:${stamp(row.startWall)}`,
    `DTEND;TZID=${row.zone}:${stamp(row.endWall)}`,
    folded(`SUMMARY:${escaped(row.title)}`),
    folded(`DESCRIPTION:${escaped(`${row.description ?? ''}\n\n${url}`)}`),
    folded(`LOCATION:${escaped(row.place)}`),
    folded(`URL:${url}`),
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ];
}

/** `2027-01-01T09:00` → `20270101T090000`. */
const stamp = (value: Found[string]): string => `${String(value).replace(/[-:]|\.\d+Z$/g, '')}00`.slice(0, 15);

const escaped = (value: Found[string]): string =>
  String(value ?? '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** At most 75 octets a line. */
function folded(line: string): string {
  if (line.length <= 75 && Buffer.byteLength(line) <= 75) return line;
  const pieces: string[] = [];
  let rest = line;
  for (let room = 75; rest; room = 74) {
    let cut = Math.min(room, rest.length);
    while (Buffer.byteLength(rest.slice(0, cut)) > room) cut -= 1;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return pieces.join('\r\n ');
}
