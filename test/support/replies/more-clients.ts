import { calendar, message, type Part } from './mime.js';
import { headers, html, text, word, type Reply } from './reply.js';

const ours = (r: Reply, product: string, event: (string | false)[]) =>
  calendar(['BEGIN:VCALENDAR', `PRODID:${product}`, 'VERSION:2.0', `METHOD:${r.method}`, ...event, 'END:VCALENDAR']);
const part = (r: Reply, body: string, more: Partial<Part> & { name?: string } = {}): Part => ({
  type: `text/calendar; charset=utf-8; method=${r.method}${more.name ? `; name=${more.name}` : ''}`,
  body,
  encoding: more.encoding ?? 'quoted-printable',
  headers: more.headers,
});
const inOslo = ['DTSTART;TZID=Europe/Oslo:20261210T090000', 'DTEND;TZID=Europe/Oslo:20261210T163000'];
const inUtc = ['DTSTART:20261210T080000Z', 'DTEND:20261210T153000Z'];

/** The service behind Outlook.com: no ORGANIZER, the zone by its name in the interface of Windows, SEQUENCE as received. */
function outlookCom(r: Reply): Buffer {
  const body = ours(r, 'Microsoft Exchange Server 2010', [
    'BEGIN:VTIMEZONE',
    'TZID:W. Europe Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    `ATTENDEE;PARTSTAT=${r.partstat};CN=${r.address}:mailto:${r.address}`,
    `COMMENT;LANGUAGE=en-US:${r.comment || '\\n\\n'}`,
    `UID:${r.uid}`,
    'SUMMARY;LANGUAGE=en-US:Accepted: REG 14',
    'DTSTART;TZID=W. Europe Standard Time:20261210T090000',
    'DTEND;TZID=W. Europe Standard Time:20261210T163000',
    `DTSTAMP:${r.stamp}`,
    `SEQUENCE:${r.sequence}`,
    'X-MICROSOFT-CDO-APPT-SEQUENCE:0',
    'X-MICROSOFT-CDO-OWNERAPPTID:0',
    'X-MICROSOFT-CDO-ALLDAYEVENT:FALSE',
    'X-MICROSOFT-DISALLOW-COUNTER:FALSE',
    'END:VEVENT',
  ]);
  const more = ['x-ms-exchange-messagesentrepresentingtype: 1', 'Accept-Language: en-US'];
  const type = `text/calendar; charset="utf-8"; method=${r.method}`;
  return message(headers(r, 'Accepted: REG 14', more), {
    type: 'multipart/alternative',
    body: [text(''), html('<div><br></div>'), { type, body, encoding: 'base64' }],
  });
}

/** iCloud in the browser: a principal instead of an address, which stands in EMAIL. */
function iCloud(r: Reply): Buffer {
  const body = ours(r, '-//Apple Inc.//iCloud Web Calendar 2420B60//EN', [
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    ...inOslo,
    `DTSTAMP:${r.stamp}`,
    `UID:${r.uid}`,
    `SEQUENCE:${r.sequence}`,
    `ORGANIZER;CN=EMN;EMAIL=${r.organizer}:mailto:2_GEZDGNBVGY3TQOJQ@imip.me.com`,
    `ATTENDEE;CN="${r.name}";CUTYPE=INDIVIDUAL;EMAIL=${r.address};PARTSTAT=${r.partstat}:urn:uuid:6a8b1c2d-0000-4000-8000-1234`,
    r.comment && `COMMENT:${r.comment}`,
    'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC',
    'END:VEVENT',
  ]);
  const calendarPart = part(r, body, { encoding: 'base64', name: 'iCal-20261103.ics' });
  return message(headers(r, 'Accepted: REG 14', ['X-Proofpoint-Virus-Version: vendor=x']), {
    type: 'multipart/alternative',
    body: [text('accepted'), calendarPart],
  });
}

/** Cyrus: bare line feeds in an 8bit part, the whole event with everybody else's line. */
function fastmail(r: Reply): Buffer {
  const body = ours(r, '-//CyrusIMAP.org/Cyrus 3.11.0-alpha0//EN', [
    'BEGIN:VEVENT',
    `UID:${r.uid}`,
    `DTSTAMP:${r.stamp}`,
    `SEQUENCE:${r.sequence}`,
    ...inOslo,
    `ORGANIZER:mailto:${r.organizer}`,
    `ATTENDEE;PARTSTAT=${r.partstat};RSVP=TRUE;X-JMAP-ID=abc;SCHEDULE-STATUS=2.0:mailto:${r.address}`,
    r.comment && `COMMENT:${r.comment}`,
    'END:VEVENT',
  ]).replace(/\r\n/g, '\n');
  const more = ['X-Mailer: Cyrus-iMIP v3.11', 'Auto-Submitted: auto-replied'];
  return message(headers(r, 'Re: REG 14', more), {
    type: 'multipart/mixed',
    body: [text(`${r.name} has accepted.`), part(r, body, { encoding: '8bit' })],
  });
}

/** Android over ActiveSync: the UID comes back inside one of Exchange's own, in hexadecimal. */
function samsung(r: Reply): Buffer {
  const foreign = Buffer.from(`vCal-Uid\u0001\0\0\0${r.uid}\0`, 'latin1').toString('hex').toUpperCase();
  const goid = `040000008200E00074C5B7101A82E00800000000000000000000000000000000000000004F000000${foreign}`;
  const body = ours(r, '-//Samsung Electronics//Email//EN', [
    'BEGIN:VEVENT',
    `UID:${goid}`.replace(/(.{70})/g, '$1\r\n '),
    `DTSTAMP:${r.stamp}`,
    ...inUtc,
    `SEQUENCE:${r.sequence}`,
    `ATTENDEE;CN=${r.name};ROLE=REQ-PARTICIPANT;PARTSTAT=${r.partstat};RSVP=TRUE:MAILTO:${r.address}`,
    r.comment && `COMMENT:${r.comment}`,
    'END:VEVENT',
  ]);
  return message(headers(r, 'Accepted: REG 14', ['X-Mailer: Samsung Email']), {
    type: 'multipart/mixed',
    body: [text('Sent from my Galaxy'), part(r, body, { encoding: 'base64', name: 'invite.ics' })],
  });
}

/** HCL Notes: no SEQUENCE of its own, addresses with a display name in quotes, a file beside the part. */
function domino(r: Reply): Buffer {
  const body = ours(r, '-//Lotus Development Corporation//NONSGML Notes 12.0//EN_C', [
    'BEGIN:VEVENT',
    ...inUtc,
    'TRANSP:OPAQUE',
    `DTSTAMP:${r.stamp}`,
    `SEQUENCE:${r.sequence}`,
    `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=${r.partstat};CN="${r.name}/UDI/NO"\r\n ;RSVP=FALSE:mailto:'${r.address}'`,
    'CLASS:PUBLIC',
    r.comment && `COMMENT:${r.comment}`,
    `UID:${r.uid}`,
    'X-LOTUS-UPDATE-SEQ:2',
    'X-LOTUS-NOTICETYPE:A',
    'END:VEVENT',
  ]);
  return message(headers(r, 'Accepted: REG 14', ['X-Mailer: HCL Notes Release 12.0']), {
    type: 'multipart/mixed',
    body: [{ type: 'multipart/alternative', body: [text('accepted'), part(r, body, { encoding: 'base64' })] }],
  });
}

/** GNOME Evolution: the METHOD is told by the text alone. */
function evolution(r: Reply): Buffer {
  const body = ours(r, '-//Ximian//NONSGML Evolution Calendar//EN', [
    'BEGIN:VEVENT',
    `UID:${r.uid}`,
    `DTSTAMP:${r.stamp}`,
    'DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Oslo:20261210T090000',
    'DTEND;TZID=/freeassociation.sourceforge.net/Europe/Oslo:20261210T163000',
    `SEQUENCE:${r.sequence}`,
    `ORGANIZER;CN=EMN:mailto:${r.organizer}`,
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${r.partstat};CN=${r.name};LANGUAGE=en:MAILTO:${r.address}`,
    r.comment && `COMMENT:${r.comment}`,
    'END:VEVENT',
  ]);
  const type = 'text/calendar; name="calendar.ics"; charset="utf-8"';
  return message(headers(r, 'Accepted: REG 14', ['User-Agent: Evolution 3.54.1']), {
    type: 'multipart/alternative',
    body: [text('accepted'), { type, body, encoding: 'quoted-printable' }],
  });
}

/** KDE: the calendar is the whole mail, signed openly. */
function kontact(r: Reply): Buffer {
  const body = ours(r, '-//K Desktop Environment//NONSGML libkcal 4.3//EN', [
    'X-KDE-ICAL-IMPLEMENTATION-VERSION:1.0',
    'BEGIN:VEVENT',
    `ORGANIZER;CN="EMN":MAILTO:${r.organizer}`,
    `DTSTAMP:${r.stamp}`,
    `ATTENDEE;CN="${r.name}";RSVP=FALSE;PARTSTAT=${r.partstat};ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;X-UID=1:mailto:${r.address}`,
    `UID:${r.uid}`,
    `SEQUENCE:${r.sequence}`,
    ...inOslo,
    r.comment && `COMMENT:${r.comment}`,
    'END:VEVENT',
  ]);
  const signature: Part = {
    type: 'application/pkcs7-signature; name=smime.p7s',
    body: 'MIAGCSqGSIb3',
    encoding: '7bit',
  };
  return message(headers(r, 'Accepted: REG 14', ['User-Agent: KMail/6.2']), {
    type: 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256',
    body: [part(r, body), signature],
  });
}

/** Roundcube: the charset is Latin 1 though the words do not need it, the part is a file with a Subject in brackets. */
function roundcube(r: Reply): Buffer {
  const body = ours(r, '-//Roundcube 1.6//Sabre VObject 4.5//EN', [
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${r.uid}`,
    `DTSTAMP;VALUE=DATE-TIME:${r.stamp}`,
    'DTSTART;VALUE=DATE-TIME;TZID=Europe/Oslo:20261210T090000',
    'DTEND;VALUE=DATE-TIME;TZID=Europe/Oslo:20261210T163000',
    `SEQUENCE:${r.sequence}`,
    `ATTENDEE;PARTSTAT=${r.partstat};ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL:mailto:${encodeURIComponent(r.address)}`,
    r.comment && `COMMENT:${r.comment}`,
    'END:VEVENT',
  ]);
  const type = `text/calendar; charset=UTF-8; method=${r.method}; name=event.ics`;
  const disposition = 'Content-Disposition: attachment; filename=event.ics';
  return message(
    headers(r, '[REG 14] accepted', [
      'User-Agent: Roundcube Webmail/1.6.9',
      `Reply-To: ${word(r.name)} <${r.address}>`,
    ]),
    {
      type: 'multipart/mixed',
      body: [text('accepted'), { type, body, encoding: 'base64', headers: [disposition] }],
    },
  );
}

export const moreClients: Record<string, (reply: Reply) => Buffer> = {
  'Outlook.com': outlookCom,
  iCloud,
  Fastmail: fastmail,
  Samsung: samsung,
  Notes: domino,
  Evolution: evolution,
  Kontact: kontact,
  Roundcube: roundcube,
};
