import { createHash } from 'node:crypto';
import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';
import { readCalendars } from './reading/calendar.js';
import {
  authenticationOf,
  autoOf,
  fields,
  mailboxes,
  messageIds,
  ownMessageId,
  type HeaderLines,
} from './reading/headers.js';
import { headOf, LIMITS, overLimit, type Limits } from './reading/limits.js';
import { readReport } from './reading/report.js';
import { instantFrom } from './reading/times.js';
import type { CalendarFacts, ReadingProblem, ReplyFacts } from './reply.types.js';

const MAX_TEXT = 20_000;

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

/**
 * Turns any octets into facts. Never throws, whatever they are; looks nothing up and believes nothing.
 * @param raw the message as it arrived (RFC 5322)
 */
export async function readFacts(raw: Buffer, options: Partial<Limits> = {}): Promise<ReplyFacts> {
  const problem = overLimit(raw, { ...LIMITS, ...options });
  if (problem) return headerFacts(raw, problem);
  try {
    const mail = await simpleParser(raw, PARSING);
    return factsOf(raw, mail, mail.headerLines?.length > 0 ? null : 'unreadable');
  } catch {
    return headerFacts(raw, 'unreadable');
  }
}

/** Only the headers, for a message that is too much or broken further down. */
async function headerFacts(raw: Buffer, problem: ReadingProblem): Promise<ReplyFacts> {
  const head = await simpleParser(headOf(raw), PARSING).catch(() => null);
  return factsOf(raw, head, problem);
}

function factsOf(raw: Buffer, mail: ParsedMail | null, problem: ReadingProblem | null): ReplyFacts {
  const lines: HeaderLines = mail?.headerLines ?? [];
  const attachments = problem ? [] : (mail?.attachments ?? []);
  const isReport = /^\s*multipart\/report\b/i.test(fields(lines, 'content-type')[0] ?? '');
  const reported = isReport ? readReport(attachments) : null;
  return {
    problem,
    ...identity(raw, lines),
    refersTo: [...messageIds(lines, 'in-reply-to', 'references'), ...(reported?.messageIds ?? [])].slice(0, 200),
    ...people(lines, isReport),
    date: instantFrom(mail?.date),
    subject: (mail?.subject ?? '').slice(0, 500),
    text: problem || !mail ? '' : readableText(mail),
    auto: autoOf(lines),
    report: reported?.report ?? null,
    authentication: authenticationOf(lines),
    ...calendarFacts(attachments),
    ...wrapping(lines, attachments),
  };
}

function identity(raw: Buffer, lines: HeaderLines) {
  const body = raw.subarray(headOf(raw).length - 4);
  return { messageId: ownMessageId(lines), bodyHash: createHash('sha256').update(body).digest('hex') };
}

function people(lines: HeaderLines, isReport: boolean) {
  const keys = (...names: string[]) => names.flatMap((name) => mailboxes(lines, name).map(({ key }) => key));
  return {
    recipients: isReport ? [...new Set(keys('delivered-to', 'x-original-to', 'envelope-to', 'to'))] : [],
    fromFields: fields(lines, 'from').length,
    from: mailboxes(lines, 'from'),
    sender: keys('sender')[0] ?? null,
    replyTo: keys('reply-to'),
  };
}

/** Where the calendar stands: in the message, only in a message attached to it, or nowhere. */
function calendarFacts(attachments: readonly Attachment[]): Pick<ReplyFacts, 'calendar' | 'calendars'> {
  const parts = attachments.filter(isCalendar);
  if (parts.length === 0) return { calendar: attachments.some(hidesCalendar) ? 'nested' : 'none', calendars: [] };
  const proper = parts.filter(({ contentType }) => contentType === 'text/calendar');
  const files = parts.filter((part) => !proper.includes(part));
  const calendars: CalendarFacts[] = [];
  for (const part of withoutCopies([...proper, ...files])) {
    const read = readPart(part);
    // A broken copy of a readable calendar part does no harm; a broken calendar part does.
    if (!read && (proper.length === 0 || proper.includes(part))) return { calendar: 'unreadable', calendars: [] };
    calendars.push(...(read ?? []));
  }
  return { calendar: 'read', calendars };
}

/** Most clients send the same octets twice; the copy without a word of its own about the method need not be read. */
function withoutCopies(parts: readonly Attachment[]): Attachment[] {
  return parts.filter((part, at) => {
    const before = parts.slice(0, at);
    return parametersOf(part).method !== undefined || !before.some(({ content }) => content.equals(part.content));
  });
}

function parametersOf(part: Attachment): Partial<Record<string, string>> {
  const type = part.headers?.get('content-type') as { params?: Record<string, string> } | undefined;
  return type?.params ?? {};
}

function readPart(part: Attachment): CalendarFacts[] | null {
  const parameters = parametersOf(part);
  try {
    return readCalendars(part.content, parameters.charset ?? null, parameters.method ?? null);
  } catch {
    return null;
  }
}

function isCalendar({ contentType, filename }: Attachment): boolean {
  if (/^(text\/(x-)?v?calendar|application\/ics)$/i.test(contentType)) return true;
  return /\.ics$/i.test(filename ?? '') && !/^(message|multipart)\//i.test(contentType);
}

function hidesCalendar({ contentType, content }: Attachment): boolean {
  if (!/^message\/(rfc822|global)$/i.test(contentType)) return false;
  return /text\/calendar|application\/ics|BEGIN:VCALENDAR/i.test(content.toString('latin1'));
}

function wrapping(lines: HeaderLines, attachments: readonly Attachment[]) {
  const type = fields(lines, 'content-type')[0] ?? '';
  const has = (pattern: RegExp) => attachments.some(({ contentType }) => pattern.test(contentType));
  const enveloped = /^\s*application\/(x-)?pkcs7-mime\b/i.test(type);
  return {
    tnef: has(/ms-tnef/i) || attachments.some(({ filename }) => /^winmail\.dat$/i.test(filename ?? '')),
    encrypted: /^\s*multipart\/encrypted\b/i.test(type) || (enveloped && !/signed-data/i.test(type)),
    signed: /^\s*multipart\/signed\b/i.test(type) || /signed-data/i.test(type),
  };
}

function readableText(mail: ParsedMail): string {
  if (mail.text) return mail.text.slice(0, MAX_TEXT).trim();
  return bareText((mail.html || '').slice(0, MAX_TEXT * 5)).slice(0, MAX_TEXT);
}

/** The words of an HTML mail, for reading only: it is escaped like any other text where it is shown. */
function bareText(html: string): string {
  return html
    .replace(/<(style|script|head)\b[^]*?(<\/\1>|$)/gi, ' ')
    .replace(/<(br|\/p|\/div|\/tr|\/h\d|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line)
    .join('\n');
}
