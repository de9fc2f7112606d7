import { domainToASCII, domainToUnicode } from 'node:url';
import { parseAddressHeader } from 'mailparser';
import { addressKey } from '@samrad/platform/pure';
import type { ReplyFacts, SenderMailbox } from '../reply.types.js';

/** Raw header lines as the parser found them, topmost first; `key` in lower case. */
export type HeaderLines = readonly { key: string; line: string }[];

const MAX_ADDRESSES = 50;
const MAX_FIELDS = 10;
/** Octets of a header that are looked at: nobody's list of senders is longer. */
const MAX_LENGTH = 20_000;

/** Values of every header field with this name, unfolded. */
export function fields(lines: HeaderLines, name: string): string[] {
  return lines.filter(({ key }) => key === name).map(({ line }) => valueOf(line));
}

/** All mailboxes of every field with this name, groups opened. A name is never taken for an address. */
export function mailboxes(lines: HeaderLines, name: string): SenderMailbox[] {
  const parsed = beginnings(lines, name).flatMap(
    (value) => parseAddressHeader(value, { flatten: true, decodePunycode: false }).value,
  );
  return parsed.slice(0, MAX_ADDRESSES).flatMap(({ name: shown, address }) => {
    if (!address?.includes('@') || /[\u0000-\u001f\u007f]/.test(address)) return [];
    return [{ name: shown ?? '', address, key: senderKey(address) }];
  });
}

/**
 * The key of an address that somebody writes from. A domain that only looks like another once signs that cannot be seen,
 * or wide letters, are mapped away is not that domain: what our server checked was the domain as it stands there.
 */
function senderKey(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1).trim();
  const plain = domain.toLowerCase().normalize('NFC');
  const isMapped = /[^\u0000-\u007f]/.test(domain) && domainToUnicode(domainToASCII(domain)) !== plain;
  return isMapped ? `${address.toLowerCase()} (?)` : addressKey(address);
}

/** Message-IDs in these fields, with angle brackets, each once. */
export function messageIds(lines: HeaderLines, ...names: string[]): string[] {
  const texts = names.flatMap((name) => fields(lines, name));
  return [...new Set(texts.flatMap((text) => text.match(/<[^<>\s]{3,250}>/g) ?? []))].slice(0, 100);
}

/**
 * How often the header names its sender, on the bare octets: a parser takes a first line that begins with “From ” for a
 * mailbox file's, and a lone carriage return for part of a value; others on the way may not.
 */
export function countFromFields(head: Buffer): number {
  return head.toString('latin1').match(/(?:^|[\r\n])from[ \t]*:/gi)?.length ?? 0;
}

/** Addresses in angle brackets that the parser took for words, as in `From: <a@b> <c@d>`. */
export function strayAddresses(lines: HeaderLines, name: string): SenderMailbox[] {
  const bare = beginnings(lines, name).map((value) => withoutQuotes(withoutComments(value)));
  const known = new Set(mailboxes(lines, name).map(({ key }) => key));
  const found = bare.flatMap((value) => value.match(/<[^<>\s]+@[^<>\s]+>/g) ?? []);
  const keys = [...new Set(found.map((address) => senderKey(address.slice(1, -1).replace(/^@[^:]*:/, ''))))];
  return keys.filter((key) => !known.has(key)).map((key) => ({ name: '', address: key, key }));
}

/** The Message-ID of the message itself, with angle brackets even where the sender left them out. */
export function ownMessageId(lines: HeaderLines): string | null {
  const [value] = fields(lines, 'message-id');
  const bare = value?.trim().replace(/^<|>$/g, '');
  return bare && bare.length <= 250 && !/\s/.test(bare) ? `<${bare}>` : null;
}

const SAYING_YES = ['x-autoreply', 'x-auto-reply', 'x-mail-autoreply', 'x-fc-machinegenerated'];
const ONLY_THERE = ['x-autorespond', 'x-autoreply-from', 'x-autoresponder', 'x-ms-exchange-inbox-rules-loop'];

/** Whether a machine answered (vacation notice) or wrote (calendar services do that too). */
export function autoOf(lines: HeaderLines): ReplyFacts['auto'] {
  const submitted = fields(lines, 'auto-submitted')[0]?.trim().toLowerCase() ?? '';
  if (submitted.startsWith('auto-replied')) return 'replied';
  if (SAYING_YES.some((name) => fields(lines, name).some(isYes))) return 'replied';
  if (ONLY_THERE.some((name) => fields(lines, name).length > 0)) return 'replied';
  const urgency = ['precedence', 'preference', 'x-precedence'].map((name) => fields(lines, name)[0]?.trim() ?? '');
  if (urgency.some((value) => /^auto[-_]?reply/i.test(value))) return 'replied';
  if (/autoresponder/i.test(fields(lines, 'x-post-messageclass')[0] ?? '')) return 'replied';
  return submitted && !/^no\b/.test(submitted) ? 'generated' : null;
}

/** What mail servers on the way say they checked (RFC 8601). Whom to believe is decided later. */
export function authenticationOf(lines: HeaderLines): ReplyFacts['authentication'] {
  const values = fields(lines, 'authentication-results').slice(0, 20);
  return values.map((value) => {
    const [server, ...results] = withoutComments(value.slice(0, MAX_LENGTH)).split(';');
    const dmarc = results.map((result) => /^\s*dmarc\s*=\s*([a-z]+)/i.exec(result)?.[1]).find((each) => each);
    const about = results.find((result) => /^\s*dmarc\s*=/i.test(result));
    return {
      authservId: server.trim().split(/\s+/)[0].toLowerCase(),
      dmarc: dmarc?.toLowerCase() ?? null,
      headerFrom: /\bheader\.from\s*=\s*"?([^\s";]+)/i.exec(about ?? '')?.[1]?.toLowerCase() ?? null,
    };
  });
}

function isYes(value: string): boolean {
  return !/^\s*no\s*$/i.test(value);
}

/** Some programs write raw UTF-8 into headers (RFC 6532); the parser hands over one character for each octet. */
function inUtf8(line: string): string {
  if (!/[\u0080-\u00ff]/.test(line) || /[^\u0000-\u00ff]/.test(line)) return line;
  const text = Buffer.from(line, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? line : text;
}

function valueOf(line: string): string {
  return inUtf8(line)
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n(?=[ \t])/g, '')
    .trim();
}

/** The beginnings of the first fields with this name. */
const beginnings = (lines: HeaderLines, name: string): string[] =>
  fields(lines, name)
    .slice(0, MAX_FIELDS)
    .map((value) => value.slice(0, MAX_LENGTH));

/** Quoted strings left out; what follows a quote that nobody closes stays. */
function withoutQuotes(value: string): string {
  let text = '';
  let from = 0;
  for (let open = value.indexOf('"'); open >= 0; open = value.indexOf('"', from)) {
    const close = closingQuote(value, open + 1);
    if (close < 0) break;
    text += value.slice(from, open);
    from = close + 1;
  }
  return text + value.slice(from);
}

function closingQuote(value: string, from: number): number {
  for (let at = from; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === '"') return at;
  }
  return -1;
}

/** Header comments nest and may hold escaped brackets. */
function withoutComments(value: string): string {
  let text = '';
  let depth = 0;
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at];
    if (depth > 0 && character === '\\') at += 1;
    else if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) text += character;
  }
  return text;
}
