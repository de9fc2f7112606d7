import { createHash } from 'node:crypto';
import { simpleParser, type ParsedMail } from 'mailparser';
import {
  authenticationOf,
  autoOf,
  countFromFields,
  fields,
  mailboxes,
  messageIds,
  ownMessageId,
  strayAddresses,
  type HeaderLines,
} from './reading/headers.js';
import { forwardedWords } from './reading/forwarded.js';
import { headOf, LIMITS, overLimit, type Limits } from './reading/limits.js';
import { openSigned } from './reading/opaque.js';
import { calendarFacts, isDeliveryReport, isSigned, wrapping } from './reading/parts.js';
import { readReport } from './reading/report.js';
import { instantFrom } from './reading/times.js';
import { readableText } from './reading/words.js';
import type { ReadingProblem, ReplyFacts } from './reply.types.js';

/** Attached messages stay closed; nothing is rendered, linked or hashed that no one needs. */
const PARSING = {
  ignoreEmbedded: true,
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepCidLinks: true,
  checksumAlgo: false,
} as const;

/** A subject is one line, whatever was encoded in it. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;

const MAIL_FIELDS = [
  'from',
  'to',
  'date',
  'subject',
  'message-id',
  'received',
  'content-type',
  'mime-version',
  'return-path',
];

/** Where the address stands that a report or an answer came to. */
const RECIPIENT_FIELDS = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'to',
  'cc',
];

/**
 * Turns any octets into facts. Never throws, whatever they are; looks nothing up and believes nothing.
 * @param raw the message as it arrived (RFC 5322)
 */
export async function readFacts(raw: Buffer, options: Partial<Limits> = {}): Promise<ReplyFacts> {
  const problem = overLimit(raw, { ...LIMITS, ...options });
  if (problem) return headerFacts(raw, problem);
  try {
    const mail = await opened(await simpleParser(raw, PARSING), { ...LIMITS, ...options });
    const facts = factsOf(raw, mail, isMail(mail) ? null : 'unreadable');
    const forwarded = facts.report
      ? ''
      : await forwardedWords(mail.attachments, (inner) => simpleParser(inner, PARSING));
    return forwarded ? { ...facts, text: `${facts.text}\n\n${forwarded}`.trim() } : facts;
  } catch {
    return headerFacts(raw, 'unreadable');
  }
}

/** Any octets have lines with a colon in them; a mail has at least one field that mails have. */
const isMail = ({ headerLines }: ParsedMail): boolean =>
  (headerLines ?? []).some(({ key }) => MAIL_FIELDS.includes(key));

/** Of a message inside its own signature, the inside counts as if it had stood there openly; the headers stay those outside. */
async function opened(mail: ParsedMail, limits: Limits): Promise<ParsedMail> {
  const holder = mail.attachments.find(isSigned);
  const inner = holder && openSigned(holder.content);
  if (!inner || overLimit(inner, limits)) return mail;
  const inside = await simpleParser(inner, PARSING);
  const attachments = [...mail.attachments, ...inside.attachments.filter((part) => !isSigned(part))];
  return { ...mail, attachments, text: mail.text || inside.text, html: mail.html || inside.html };
}

/** Only the headers, for a message that is too much or broken further down. */
async function headerFacts(raw: Buffer, problem: ReadingProblem): Promise<ReplyFacts> {
  const head = await simpleParser(headOf(raw), PARSING).catch(() => null);
  return factsOf(raw, head, problem);
}

function factsOf(raw: Buffer, mail: ParsedMail | null, problem: ReadingProblem | null): ReplyFacts {
  const lines: HeaderLines = mail?.headerLines ?? [];
  const attachments = problem ? [] : (mail?.attachments ?? []);
  const calendar = calendarFacts(attachments);
  const declared = /^\s*multipart\/report\b/i.test(fields(lines, 'content-type')[0] ?? '');
  const isReport = declared || (calendar.calendar !== 'read' && attachments.some(isDeliveryReport));
  const reported = isReport ? readReport(attachments) : null;
  return {
    problem,
    ...identity(raw, lines),
    refersTo: [...messageIds(lines, 'in-reply-to', 'references'), ...(reported?.messageIds ?? [])].slice(0, 200),
    ...people(raw, lines),
    date: instantFrom(mail?.date),
    subject: (mail?.subject ?? '').slice(0, 500).replace(CONTROLS, ' ').trim(),
    text: problem || !mail ? '' : readableText(mail),
    auto: autoOf(lines),
    report: reported?.report ?? null,
    authentication: authenticationOf(lines),
    ...calendar,
    ...wrapping(lines, attachments),
  };
}

function identity(raw: Buffer, lines: HeaderLines) {
  const body = raw.subarray(headOf(raw).length - 4);
  return { messageId: ownMessageId(lines), bodyHash: createHash('sha256').update(body).digest('hex') };
}

function people(raw: Buffer, lines: HeaderLines) {
  const keys = (...names: string[]) => names.flatMap((name) => mailboxes(lines, name).map(({ key }) => key));
  return {
    recipients: [...new Set(keys(...RECIPIENT_FIELDS))].slice(0, 50),
    fromFields: Math.max(countFromFields(headOf(raw)), fields(lines, 'from').length),
    from: [...mailboxes(lines, 'from'), ...strayAddresses(lines, 'from')],
    sender: keys('sender')[0] ?? null,
    replyTo: keys('reply-to'),
  };
}
