import type { Attachment } from 'mailparser';
import type { CalendarFacts, ReplyFacts } from '../reply.types.js';
import { readCalendars } from './calendar.js';
import { fields, type HeaderLines } from './headers.js';
import { tnefAnswer } from './tnef.js';

/** Where the calendar stands: in the message, only in a message attached to it, or nowhere. */
export function calendarFacts(attachments: readonly Attachment[]): Pick<ReplyFacts, 'calendar' | 'calendars'> {
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

/** Seals and wrappings: what they are, and what can be told of their inside. */
export function wrapping(lines: HeaderLines, attachments: readonly Attachment[]) {
  const type = fields(lines, 'content-type')[0] ?? '';
  const has = (pattern: RegExp) => attachments.some(({ contentType }) => pattern.test(contentType));
  const tnef = attachments.find(isTnef);
  const sealed = attachments.some(
    (part) => /^application\/(x-)?pkcs7-mime$/i.test(part.contentType) && !isSigned(part),
  );
  return {
    tnef: tnef !== undefined,
    tnefAnswer: tnef ? tnefAnswer(tnef.content) : null,
    encrypted: /^\s*multipart\/encrypted\b/i.test(type) || sealed || has(/^application\/pgp-encrypted$/i),
    signed: /^\s*multipart\/signed\b/i.test(type) || attachments.some(isSigned),
  };
}

/** A part that holds a message and its signature in one (S/MIME). */
export function isSigned(part: Attachment): boolean {
  if (!/^application\/(x-)?pkcs7-mime$/i.test(part.contentType)) return false;
  return /^(signed-data|signed-receipt)$/i.test(parametersOf(part)['smime-type'] ?? '');
}

/** A report about our mail (RFC 3464), also where somebody on the way has put it into another part. */
export function isDeliveryReport({ contentType }: Attachment): boolean {
  return /^message\/(global-)?delivery-status$/i.test(contentType);
}

function isTnef({ contentType, filename }: Attachment): boolean {
  return /ms-tnef/i.test(contentType) || /^winmail\.dat$/i.test(filename ?? '');
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
