import type { Mailbox, SubscribedList } from './letter.js';
import { asciiAddress, isAddress } from '../pure/address.js';

export interface LetterAttachment {
  filename: string;
  contentType: string;
  content: Buffer;
}

/** One mail to one person, ready to be written down as a raw message. */
export interface Letter {
  from: Mailbox;
  to: Mailbox;
  subject: string;
  text: string;
  html: string;
  calendar?: { method: 'REQUEST' | 'CANCEL' | 'REPLY' | 'DECLINECOUNTER'; content: string };
  attachments?: readonly LetterAttachment[];
  /** Message-ID with angle brackets, new for every mail */
  messageId: string;
  /** the first mail about the same thing, with angle brackets */
  inReplyTo?: string | null;
  /** the whole thread, oldest first; `inReplyTo` alone when left out */
  references?: readonly string[];
  /** where answers go; left out: to the From address, as invitations need it */
  replyTo?: string;
  /** of a newsletter */
  list?: SubscribedList;
  /** when it is written; as text, UTC */
  date: Date | string;
}

/** A letter that must not leave: a line break in a header, an address that is not one address, a malformed id. */
export class LetterRefused extends Error {
  constructor(readonly field: string) {
    super(`Refused to compose a mail: ${field}`);
  }
}

/**
 * Writes the raw message, CRLF throughout: multipart/mixed over multipart/alternative (text, HTML, calendar) and the same
 * calendar octets once more as a file, the tree that calendar programs agree on. The From address takes the answers of
 * calendars, so an invitation has no Reply-To; vacation notices are asked to stay away.
 * @throws LetterRefused before anything is written
 */
export async function compose(letter: Letter): Promise<{ raw: Buffer; messageId: string }> {
  inspect(letter);
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  return { raw: await new MailComposer(letterOptions(letter)).compile().build(), messageId: letter.messageId };
}

/** The letter in nodemailer's words. */
export function letterOptions(letter: Letter) {
  return {
    from: mailbox(letter.from),
    to: mailbox(letter.to),
    subject: letter.subject,
    messageId: letter.messageId,
    date: new Date(letter.date),
    ...thread(letter),
    ...(letter.replyTo ? { replyTo: { name: letter.from.name, address: asciiAddress(letter.replyTo) } } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...listHeaders(letter),
    },
    text: letter.text,
    html: letter.html,
    alternatives: calendarPart(letter),
    attachments: [...calendarFile(letter), ...files(letter)],
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win' as const,
  };
}

/** RFC 2369, 2919 and 8058. Every header is a line of its own: an address longer than a line must not be broken. */
function listHeaders({ list, from }: Letter): Record<string, string> {
  if (!list) return {};
  const domain = asciiAddress(from.address).split('@')[1];
  return {
    'List-Id': `<${list.code.toLowerCase()}.${domain}>`,
    'List-Unsubscribe': `<${list.unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

function calendarPart({ calendar }: Letter) {
  if (!calendar) return [];
  return [
    {
      contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
      content: calendar.content,
      contentTransferEncoding: 'base64',
    },
  ];
}

function calendarFile({ calendar }: Letter) {
  if (!calendar) return [];
  return [file({ filename: 'invite.ics', contentType: 'application/ics', content: Buffer.from(calendar.content) })];
}

function files(letter: Letter) {
  return (letter.attachments ?? []).map(file);
}

function file({ filename, contentType, content }: LetterAttachment) {
  return { filename, contentType, content, contentDisposition: 'attachment', contentTransferEncoding: 'base64' };
}

function thread({ inReplyTo, references }: Letter) {
  const chain = references ?? (inReplyTo ? [inReplyTo] : []);
  return { ...(inReplyTo ? { inReplyTo } : {}), ...(chain.length > 0 ? { references: [...chain] } : {}) };
}

function mailbox({ name, address }: Mailbox): Mailbox {
  return { name, address: asciiAddress(address) };
}

function inspect(letter: Letter): void {
  inspectMailbox('from', letter.from);
  inspectMailbox('to', letter.to);
  refuse('replyTo', letter.replyTo !== undefined && !isAddress(letter.replyTo));
  refuse('subject', hasControl(letter.subject));
  refuse('messageId', !isMessageId(letter.messageId));
  refuse('date', Number.isNaN(new Date(letter.date).getTime()));
  const chain = [...(letter.references ?? []), ...(letter.inReplyTo ? [letter.inReplyTo] : [])];
  refuse('references', !chain.every(isMessageId));
  const { list } = letter;
  refuse(
    'list',
    list !== undefined &&
      !(/^[A-Za-z0-9_-]+$/.test(list.code) && /^https?:\/\/[\x21-\x7e]+$/.test(list.unsubscribeUrl)),
  );
  const names = (letter.attachments ?? []).flatMap(({ filename, contentType }) => [filename, contentType]);
  refuse('attachments', names.some(hasControl));
}

function inspectMailbox(field: string, box: Mailbox): void {
  const plain = typeof box?.name === 'string' && typeof box.address === 'string';
  refuse(field, !plain || hasControl(box.name) || !isAddress(box.address));
}

function refuse(field: string, wrong: boolean): void {
  if (wrong) throw new LetterRefused(field);
}

function hasControl(text: string): boolean {
  return /[\u0000-\u001f\u007f]/.test(text);
}

function isMessageId(id: string): boolean {
  return /^<[^\s<>@]+@[^\s<>@]+>$/.test(id);
}
