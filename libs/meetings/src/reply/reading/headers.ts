import { parseAddressHeader } from 'mailparser';
import { addressKey } from '@samrad/platform/pure';
import type { ReplyFacts, SenderMailbox } from '../reply.types.js';

/** Raw header lines as the parser found them, topmost first; `key` in lower case. */
export type HeaderLines = readonly { key: string; line: string }[];

const MAX_ADDRESSES = 50;

/** Values of every header field with this name, unfolded. */
export function fields(lines: HeaderLines, name: string): string[] {
  return lines.filter(({ key }) => key === name).map(({ line }) => valueOf(line));
}

/** All mailboxes of every field with this name, groups opened. A name is never taken for an address. */
export function mailboxes(lines: HeaderLines, name: string): SenderMailbox[] {
  const values = fields(lines, name).slice(0, 10);
  const parsed = values.flatMap(
    (value) => parseAddressHeader(value.slice(0, 20_000), { flatten: true, decodePunycode: false }).value,
  );
  return parsed.slice(0, MAX_ADDRESSES).flatMap(({ name: shown, address }) => {
    if (!address?.includes('@')) return [];
    return [{ name: shown ?? '', address, key: addressKey(address) }];
  });
}

/** Message-IDs in these fields, with angle brackets, each once. */
export function messageIds(lines: HeaderLines, ...names: string[]): string[] {
  const texts = names.flatMap((name) => fields(lines, name));
  return [...new Set(texts.flatMap((text) => text.match(/<[^<>\s]{3,250}>/g) ?? []))].slice(0, 100);
}

/** The Message-ID of the message itself, with angle brackets even where the sender left them out. */
export function ownMessageId(lines: HeaderLines): string | null {
  const [value] = fields(lines, 'message-id');
  const bare = value?.trim().replace(/^<|>$/g, '');
  return bare && bare.length <= 250 && !/\s/.test(bare) ? `<${bare}>` : null;
}

/** Whether a machine answered (vacation notice) or wrote (calendar services do that too). */
export function autoOf(lines: HeaderLines): ReplyFacts['auto'] {
  const submitted = fields(lines, 'auto-submitted')[0]?.trim().toLowerCase() ?? '';
  if (submitted.startsWith('auto-replied')) return 'replied';
  if (fields(lines, 'x-autoreply').some(isYes) || fields(lines, 'x-autorespond').length > 0) return 'replied';
  if (/^auto[-_]reply/i.test(fields(lines, 'precedence')[0]?.trim() ?? '')) return 'replied';
  if (fields(lines, 'x-ms-exchange-inbox-rules-loop').length > 0) return 'replied';
  return submitted && submitted !== 'no' ? 'generated' : null;
}

/** What mail servers on the way say they checked (RFC 8601). Whom to believe is decided later. */
export function authenticationOf(lines: HeaderLines): ReplyFacts['authentication'] {
  const values = fields(lines, 'authentication-results').slice(0, 20);
  return values.map((value) => {
    const [server, ...results] = withoutComments(value.slice(0, 20_000)).split(';');
    const dmarc = results.map((result) => /^\s*dmarc\s*=\s*([a-z]+)/i.exec(result)?.[1]).find((each) => each);
    return { authservId: server.trim().split(/\s+/)[0].toLowerCase(), dmarc: dmarc?.toLowerCase() ?? null };
  });
}

function isYes(value: string): boolean {
  return !/^\s*no\s*$/i.test(value);
}

function valueOf(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n(?=[ \t])/g, '')
    .trim();
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
