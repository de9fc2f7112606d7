import { moreClients } from './more-clients.js';
import { calendar, message, type Part } from './mime.js';
import { headers, html, text, word, type Reply } from './reply.js';

export { aReply, type Reply } from './reply.js';

/** Windows zone name with rules, no ORGANIZER, an empty comment, Exchange's own counter. */
function exchange(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    `METHOD:${r.method}`,
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    'BEGIN:VTIMEZONE',
    'TZID:W. Europe Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    `ATTENDEE;PARTSTAT=${r.partstat};CN=${r.name}:mailto:${r.address}`,
    `COMMENT;LANGUAGE=nb-NO:${r.comment || '\\n'}`,
    `UID:${r.uid}`,
    'SUMMARY;LANGUAGE=nb-NO:Godtatt: REG 14',
    'DTSTART;TZID=W. Europe Standard Time:20261210T090000',
    'DTEND;TZID=W. Europe Standard Time:20261210T163000',
    'CLASS:PUBLIC',
    'PRIORITY:5',
    `DTSTAMP:${r.stamp}`,
    'TRANSP:OPAQUE',
    'STATUS:CONFIRMED',
    'SEQUENCE:0',
    `X-MICROSOFT-CDO-APPT-SEQUENCE:${r.sequence}`,
    'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
    'X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const part: Part = { type: `text/calendar; charset="utf-8"; method=${r.method}`, body, encoding: 'base64' };
  const more = ['Thread-Topic: REG 14', 'X-MS-Has-Attach:', 'Content-Language: nb-NO'];
  return message(headers(r, 'Godtatt: REG 14', more), {
    type: 'multipart/alternative',
    body: [text(''), html(''), part],
  });
}

/** Only a calendar, no words around it; lines folded with a tab. */
function outlookDesktop(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    'PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN',
    'VERSION:2.0',
    `METHOD:${r.method}`,
    'X-MS-OLK-FORCEINSPECTOROPEN:TRUE',
    'BEGIN:VEVENT',
    `ATTENDEE;CN="${r.name}";PARTSTAT=${r.partstat};RSVP=FALSE\r\n\t:mailto:${r.address}`,
    'CLASS:PUBLIC',
    r.comment && `COMMENT:${r.comment}`,
    'CREATED:20261103T115900Z',
    'DTEND:20261210T153000Z',
    `DTSTAMP:${r.stamp}`,
    'DTSTART:20261210T080000Z',
    `LAST-MODIFIED:${r.stamp}`,
    'PRIORITY:5',
    `SEQUENCE:${r.sequence}`,
    'SUMMARY;LANGUAGE=en-gb:Accepted: REG 14',
    'TRANSP:OPAQUE',
    `UID:${r.uid}`,
    'X-ALT-DESC;FMTTYPE=text/html:<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//E\r\n\tN">',
    'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const type = `text/calendar; method=${r.method}; charset="utf-8"`;
  return message(headers(r, 'Accepted: REG 14', ['X-Mailer: Microsoft Outlook 16.0']), {
    type,
    body,
    encoding: '8bit',
  });
}

/** Sent by a service in the person's name, called auto-generated, with the calendar twice. */
function gmail(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    `METHOD:${r.method}`,
    'BEGIN:VEVENT',
    'DTSTART:20261210T080000Z',
    'DTEND:20261210T153000Z',
    `DTSTAMP:${r.stamp}`,
    `ORGANIZER;CN=EMN Norway:mailto:${r.organizer}`,
    `UID:${r.uid}`,
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${r.partstat};CN=${r.name};X-NUM-GUESTS=0` +
      `${r.comment && `;X-RESPONSE-COMMENT="${r.comment}"`}:mailto:${r.address}`,
    'X-MICROSOFT-CDO-OWNERAPPTID:-1523541711',
    'CREATED:20261102T101530Z',
    'DESCRIPTION:',
    `LAST-MODIFIED:${r.stamp}`,
    `SEQUENCE:${r.sequence}`,
    'STATUS:CONFIRMED',
    'SUMMARY:REG 14',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const disposition = 'Content-Disposition: attachment; filename="invite.ics"';
  const more = [
    'Sender: Google Calendar <calendar-notification@google.com>',
    `Reply-To: ${r.address}`,
    'Auto-Submitted: auto-generated',
  ];
  return message(headers(r, 'Accepted: REG 14 @ Thu 10 Dec 2026', more), {
    type: 'multipart/mixed',
    body: [
      {
        type: 'multipart/alternative',
        body: [
          text(`${r.name} has accepted this invitation.`),
          html('<b>accepted</b>'),
          { type: `text/calendar; charset="UTF-8"; method=${r.method}`, body, encoding: '8bit' },
        ],
      },
      { type: 'application/ics; name="invite.ics"', body, encoding: 'base64', headers: [disposition] },
    ],
  });
}

/** Capital MAILTO, an EMAIL parameter, a file called iCal. */
function appleMail(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    'CALSCALE:GREGORIAN',
    'VERSION:2.0',
    `METHOD:${r.method}`,
    'PRODID:-//Apple Inc.//macOS 15.1//EN',
    'BEGIN:VEVENT',
    `ATTENDEE;CN="${r.name}";CUTYPE=INDIVIDUAL;EMAIL="${r.address}";PARTSTAT=${r.partstat}:MAILTO:${r.address}`,
    r.comment && `COMMENT:${r.comment}`,
    'DTEND;TZID=Europe/Oslo:20261210T163000',
    `DTSTAMP:${r.stamp}`,
    'DTSTART;TZID=Europe/Oslo:20261210T090000',
    `ORGANIZER;CN="EMN Norway";EMAIL="${r.organizer}":MAILTO:${r.organizer}`,
    `SEQUENCE:${r.sequence}`,
    'SUMMARY:REG 14',
    `UID:${r.uid}`,
    'REQUEST-STATUS:2.0;Success',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const disposition = 'Content-Disposition: attachment; filename=iCal-20261103-130005.ics';
  const type = `text/calendar; charset=utf-8; method=${r.method}; name=iCal-20261103-130005.ics`;
  return message(headers(r, 'Invitation Accepted: REG 14', ['X-Mailer: Apple Mail (2.3826)']), {
    type: 'multipart/mixed',
    body: [text('accepted'), { type, body, encoding: 'quoted-printable', headers: [disposition] }],
  });
}

/** The invitation's own lines are repeated, with what was received when. */
function thunderbird(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    'PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN',
    'VERSION:2.0',
    `METHOD:${r.method}`,
    'BEGIN:VEVENT',
    'CREATED:20261102T101530Z',
    `LAST-MODIFIED:${r.stamp}`,
    `DTSTAMP:${r.stamp}`,
    `UID:${r.uid}`,
    'SUMMARY:REG 14',
    `ORGANIZER;CN="EMN Norway":mailto:${r.organizer}`,
    `ATTENDEE;CN="${r.name}";PARTSTAT=${r.partstat};CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPAN\r\n T:mailto:${r.address}`,
    'DTSTART;TZID=Europe/Oslo:20261210T090000',
    'DTEND;TZID=Europe/Oslo:20261210T163000',
    `SEQUENCE:${r.sequence}`,
    r.comment && `COMMENT:${r.comment}`,
    'X-MOZ-RECEIVED-SEQUENCE:2',
    'X-MOZ-RECEIVED-DTSTAMP:20261102T101530Z',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const type = `text/calendar; method=${r.method}; charset=UTF-8`;
  const more = ['User-Agent: Mozilla Thunderbird', 'Content-Language: en-US'];
  return message(headers(r, 'Invitation Accepted: REG 14', more), {
    type: 'multipart/mixed',
    body: [{ type: 'multipart/alternative', body: [text('has accepted'), { type, body, encoding: '8bit' }] }],
  });
}

/** The calendar is an attachment only. */
function proton(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `METHOD:${r.method}`,
    'CALSCALE:GREGORIAN',
    'PRODID:-//Proton AG//WebCalendar 5.0.40.2//EN',
    'BEGIN:VEVENT',
    `UID:${r.uid}`,
    `DTSTAMP:${r.stamp}`,
    'DTSTART;TZID=Europe/Oslo:20261210T090000',
    'DTEND;TZID=Europe/Oslo:20261210T163000',
    `SEQUENCE:${r.sequence}`,
    `ORGANIZER:mailto:${r.organizer}`,
    `ATTENDEE;PARTSTAT=${r.partstat}:mailto:${r.address}`,
    r.comment && `COMMENT:${r.comment}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const type = `text/calendar; method=${r.method}; name="invite.ics"; charset=utf-8`;
  const disposition = 'Content-Disposition: attachment; filename="invite.ics"';
  return message(headers(r, 'Re: Invitation for an event: REG 14'), {
    type: 'multipart/mixed',
    body: [text('accepted your invitation'), { type, body, encoding: 'base64', headers: [disposition] }],
  });
}

function zimbra(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    'PRODID:Zimbra-Calendar-Provider',
    'VERSION:2.0',
    `METHOD:${r.method}`,
    'BEGIN:VEVENT',
    `UID:${r.uid}`,
    'SUMMARY:REG 14',
    `ATTENDEE;CN=${r.name};PARTSTAT=${r.partstat}:mailto:${r.address}`,
    `ORGANIZER;CN=EMN Norway:mailto:${r.organizer}`,
    'DTSTART;TZID="Europe/Oslo":20261210T090000',
    'DTEND;TZID="Europe/Oslo":20261210T163000',
    'STATUS:CONFIRMED',
    'CLASS:PUBLIC',
    'TRANSP:OPAQUE',
    `DTSTAMP:${r.stamp}`,
    `SEQUENCE:${r.sequence}`,
    r.comment && `COMMENT:${r.comment}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const type = `text/calendar; charset=utf-8; method=${r.method}; name=meeting-reply.ics`;
  return message(headers(r, 'Godta: REG 14', ['X-Mailer: Zimbra 9.0.0_GA_4583']), {
    type: 'multipart/alternative',
    body: [text('Ja, jeg kommer.'), html('<p>Ja</p>'), { type, body, encoding: 'quoted-printable' }],
  });
}

/** The description of the invitation comes back whole, with a reminder in it. */
function sogo(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    `METHOD:${r.method}`,
    'PRODID:-//Inverse inc./SOGo 5.8.0//EN',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    `UID:${r.uid}`,
    'CLASS:PUBLIC',
    `DTSTAMP:${r.stamp}`,
    'DTSTART;TZID=Europe/Oslo:20261210T090000',
    'DTEND;TZID=Europe/Oslo:20261210T163000',
    'DESCRIPTION:Dagsorden:\\n1. Åpning',
    `SEQUENCE:${r.sequence}`,
    `ORGANIZER;CN="EMN Norway":mailto:${r.organizer}`,
    `ATTENDEE;CN="${r.name}";PARTSTAT=${r.partstat};RSVP=FALSE;ROLE=REQ-PARTICIPANT:mailto:${r.address}`,
    r.comment && `COMMENT:${r.comment}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT15M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const type = `text/calendar; method=${r.method}; charset=utf-8`;
  const more = ['Auto-Submitted: auto-generated', 'User-Agent: SOGoMail 5.8.0'];
  return message(headers(r, 'Accepted invitation: "REG 14"', more), {
    type: 'multipart/mixed',
    body: [html('<h2>accepted</h2>'), { type, body, encoding: 'quoted-printable' }],
  });
}

/** Boundary-heavy, with the calendar as alternative and as file. */
function openXchange(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    `METHOD:${r.method}`,
    'PRODID:-//Open-Xchange//7.10.6-Rev40//EN',
    'BEGIN:VEVENT',
    `DTSTAMP:${r.stamp}`,
    `ATTENDEE;CN="${r.name}";CUTYPE=INDIVIDUAL;PARTSTAT=${r.partstat};ROLE=REQ-PARTICIPANT;EMAIL=${r.address}:mailto:${r.address}`,
    'CLASS:PUBLIC',
    r.comment && `COMMENT:${r.comment}`,
    'DTEND;TZID=Europe/Oslo:20261210T163000',
    'DTSTART;TZID=Europe/Oslo:20261210T090000',
    `ORGANIZER;CN=EMN Norway:mailto:${r.organizer}`,
    `SEQUENCE:${r.sequence}`,
    'SUMMARY:REG 14',
    `UID:${r.uid}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const disposition = 'Content-Disposition: attachment; filename="response.ics"';
  const type = `text/calendar; charset=UTF-8; method=${r.method}`;
  const copy: Part = { type: 'application/ics; name="response.ics"', body, encoding: 'base64', headers: [disposition] };
  return message(headers(r, 'Accepted: REG 14', ['X-Originating-Client: open-xchange-appsuite']), {
    type: 'multipart/mixed',
    body: [{ type: 'multipart/alternative', body: [text('ja'), html('ja'), { type, body, encoding: '8bit' }] }, copy],
  });
}

/** A calendar server answers from its own no-reply address on behalf of the person; SENT-BY tells so. */
function nextcloud(r: Reply): Buffer {
  const body = calendar([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sabre//Sabre VObject 4.5.6//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${r.method}`,
    'BEGIN:VEVENT',
    `DTSTAMP:${r.stamp}`,
    `SEQUENCE:${r.sequence}`,
    `UID:${r.uid}`,
    'DTSTART;TZID=Europe/Oslo:20261210T090000',
    'DTEND;TZID=Europe/Oslo:20261210T163000',
    'SUMMARY:REG 14',
    `ORGANIZER;CN=EMN Norway:mailto:${r.organizer}`,
    `ATTENDEE;CN=${r.name};PARTSTAT=${r.partstat}:mailto:${r.address}`,
    r.comment && `COMMENT:${r.comment}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const service = `invitations-noreply@${r.address.split('@')[1]}`;
  const lines = headers(r, `${r.name} has accepted`, [`Reply-To: ${r.name.replace(/[^ -~]/g, '')} <${r.address}>`]);
  lines[0] = `From: ${word(`${r.name} via Nextcloud`)} <${service}>`;
  const type = `text/calendar; method=${r.method}; charset="UTF-8"; name=event.ics`;
  const disposition = 'Content-Disposition: attachment; filename=event.ics';
  return message(lines, {
    type: 'multipart/mixed',
    body: [text('accepted'), { type, body, encoding: 'quoted-printable', headers: [disposition] }],
  });
}

/** How each client writes an answer, from public specifications and descriptions. */
export const clients: Record<string, (reply: Reply) => Buffer> = {
  Exchange: exchange,
  'Outlook desktop': outlookDesktop,
  Gmail: gmail,
  'Apple Mail': appleMail,
  Thunderbird: thunderbird,
  Proton: proton,
  Zimbra: zimbra,
  SOGo: sogo,
  'Open-Xchange': openXchange,
  Nextcloud: nextcloud,
  ...moreClients,
};
