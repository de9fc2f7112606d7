import type { INestApplicationContext } from '@nestjs/common';
import { IncomingMailService, type InvitationRow } from '@samrad/meetings';
import { Clock, type Instant } from '@samrad/platform/clock';
import { newId } from '@samrad/platform/database';

interface Matter {
  uid: string;
  startAt: Instant;
}

/** Messages that nobody but a human can judge: an answer from an unknown address, another time proposed, plain words. */
export async function arriveForReview(
  app: INestApplicationContext,
  { uid, startAt }: Matter,
  [about, proposing]: InvitationRow[],
): Promise<void> {
  if (!about || !proposing) return;
  const now = app.get(Clock).instant();
  const day = startAt.slice(0, 10).replace(/-/g, '');
  const accepted = calendarPart('REPLY', [`UID:${uid}`, ...answerLines(now, 'ACCEPTED', about.address)]);
  const counter = calendarPart('COUNTER', [
    ...[`UID:${uid}`, ...answerLines(now, 'TENTATIVE', proposing.address)],
    ...[`DTSTART:${day}T100000Z`, `DTEND:${day}T150000Z`, 'COMMENT:My flight lands at ten. Could we begin later?'],
  ]);
  const words = [
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Is there parking at the venue? Two of us come by car.',
  ];
  const messages = [
    [...head(app, 'Office <office@assistants.example.org>', 'Accepted: meeting'), ...accepted],
    [...head(app, proposing.address, 'New time proposed: meeting'), ...counter],
    [...head(app, 'Registry <registry@ministry.example.org>', 'Question about the venue'), ...words],
  ];
  for (const lines of messages) {
    await app.get(IncomingMailService).ingest(Buffer.from(`${lines.join('\r\n')}\r\n`), 'file');
  }
}

const head = (app: INestApplicationContext, from: string, subject: string) => [
  `From: ${from}`,
  `Subject: ${subject}`,
  `Date: ${app.get(Clock).now().toUTCString()}`,
  `Message-ID: <${newId()}@example.org>`,
  'MIME-Version: 1.0',
];

const answerLines = (now: Instant, partstat: string, address: string) => [
  `DTSTAMP:${now.replace(/[-:]|\.\d+/g, '')}`,
  'SEQUENCE:0',
  `ATTENDEE;PARTSTAT=${partstat}:mailto:${address}`,
];

const calendarPart = (method: string, event: string[]) => [
  `Content-Type: text/calendar; method=${method}`,
  '',
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', `METHOD:${method}`],
  ...['BEGIN:VEVENT', ...event, 'END:VEVENT', 'END:VCALENDAR'],
];
