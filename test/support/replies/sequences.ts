// Sequences of messages as they could arrive: in any order, late, twice, from elsewhere, hostile. And what must come of them,
// told a second time and differently than in the product.
import fc from 'fast-check';
import { calendar, message, type Part } from './mime.js';

/** One message; persons by number, `ask` counts the persons. */
export interface Sent {
  /** whose answer it claims to be; one more than there are persons: a stranger */
  attendee: number;
  /** who sends it: the person with this number from the first or second address, or somebody elsewhere */
  from: number;
  isSecondAddress: boolean;
  method: string;
  partstat: string;
  sequence: number | null;
  /** minutes after eight */
  stamp: number;
  date: number;
  /** messages with the same number have the same Message-ID */
  id: number;
  dmarc: 'pass' | 'fail' | null;
  /** other lines that claim to answer for everybody */
  others: boolean;
}

const often = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, fc.constantFrom(...rare));

/** Up to 30 messages about a meeting of so many persons whose significant SEQUENCE is 1. */
export const sequences = (persons: number, most = 30) =>
  fc.array(
    fc
      .record({
        attendee: fc.nat(persons),
        stranger: fc.nat(persons),
        isOwn: often(true, false),
        isSecondAddress: fc.boolean(),
        method: often('REPLY', 'COUNTER', 'REQUEST', 'CANCEL', 'PUBLISH', 'X-EVIL'),
        partstat: fc.constantFrom('ACCEPTED', 'TENTATIVE', 'DECLINED', 'NEEDS-ACTION', 'X-PERHAPS'),
        sequence: often<number | null>(1, 0, 2, null),
        stamp: fc.nat(5),
        date: fc.nat(5),
        id: fc.nat(40),
        dmarc: often<Sent['dmarc']>(null, 'pass', 'fail'),
        others: fc.boolean(),
      })
      .map(({ isOwn, stranger, ...rest }): Sent => ({ ...rest, from: isOwn ? rest.attendee : stranger })),
    { maxLength: most },
  );

export interface People {
  uid: string;
  /** first and second address of each person */
  addresses: readonly (readonly [string, string])[];
}

const two = (number: number) => String(number).padStart(2, '0');
const nowhere = 'evil@elsewhere.example';

/** The octets of one message. */
export function written(sent: Sent, { uid, addresses }: People): Buffer {
  const of = (person: number) => addresses[person]?.[0] ?? nowhere;
  const from = addresses[sent.from]?.[sent.isSecondAddress ? 1 : 0] ?? nowhere;
  const others = sent.others ? addresses.map(([address]) => `ATTENDEE;PARTSTAT=DECLINED:mailto:${address}`) : [];
  const body = calendar([
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//EN', `METHOD:${sent.method}`, 'BEGIN:VEVENT', `UID:${uid}`],
    `DTSTAMP:20261123T08${two(sent.stamp)}00Z`,
    sent.sequence !== null && `SEQUENCE:${sent.sequence}`,
    `ATTENDEE;PARTSTAT=${sent.partstat}:mailto:${of(sent.attendee)}`,
    ...others.filter((line) => !line.endsWith(`:${of(sent.attendee)}`)),
    ...['DTSTART:20200101T000000Z', 'SUMMARY:Another title', 'LOCATION:Elsewhere', 'END:VEVENT', 'END:VCALENDAR'],
  ]);
  const part: Part = { type: `text/calendar; method=${sent.method}; charset=utf-8`, body, encoding: 'base64' };
  const head = [
    ...(sent.dmarc ? [`Authentication-Results: mx.samrad.example; dmarc=${sent.dmarc}`] : []),
    ...[
      `From: <${from}>`,
      `Message-ID: <${sent.id}@x.example>`,
      `Date: Mon, 23 Nov 2026 08:${two(sent.date)}:30 +0000`,
    ],
    ...['Subject: x', 'MIME-Version: 1.0'],
  ];
  return message(head, part);
}

const answers: Partial<Record<string, string>> = { ACCEPTED: 'accepted', TENTATIVE: 'tentative', DECLINED: 'declined' };

interface Standing {
  status: string;
  stamp: number;
  date: number;
}

/** Status of each person after these messages, as the rules say it in words. */
export function expected(sequence: readonly Sent[], { addresses }: People): string[] {
  const standing = addresses.map((): Standing => ({ status: 'needs_action', stamp: -1, date: -1 }));
  const [messages, told] = [new Set<number>(), new Set<string>()];
  for (const sent of sequence) {
    const isSeen = messages.has(sent.id);
    messages.add(sent.id);
    const said = isSeen ? null : speaksFor(sent, addresses.length);
    const status = answers[said?.partstat ?? ''];
    if (said && status && sent.sequence !== 0) hear({ ...sent, status }, standing[said.person]!, { told, ...said });
  }
  return standing.map(({ status }) => status);
}

/** The same words are heard once; later ones replace earlier ones. */
function hear(
  { sequence, stamp, date, status }: Sent & { status: string },
  standing: Standing,
  { told, person }: { told: Set<string>; person: number },
): void {
  const words = [person, status, sequence, stamp].join();
  if (told.has(words)) return;
  if (stamp !== standing.stamp || date >= standing.date) told.add(words);
  const isLater = stamp > standing.stamp || (stamp === standing.stamp && date >= standing.date);
  if (isLater) Object.assign(standing, { status, stamp, date });
}

/** Only the sender's own line counts, whichever line stands first. */
function speaksFor(sent: Sent, persons: number): { person: number; partstat: string } | null {
  if (sent.method !== 'REPLY' || sent.dmarc === 'fail' || sent.from >= persons) return null;
  if (sent.from === sent.attendee) return { person: sent.from, partstat: sent.partstat };
  return sent.others ? { person: sent.from, partstat: 'DECLINED' } : null;
}
