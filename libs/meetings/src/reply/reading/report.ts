import { addressKey } from '@samrad/platform/pure';
import type { ReportFacts } from '../reply.types.js';

/** One MIME part of a report, decoded. */
export interface ReportPart {
  contentType: string;
  content: Buffer;
}

const MAX_PART = 65_536;
/** The recipient that matters most comes first; a mail of ours has one anyway. */
const WEIGHT = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];

/**
 * Reads a multipart/report (RFC 3464, RFC 8098).
 * @returns what it says, and the Message-IDs of the mail it is about
 */
export function readReport(parts: readonly ReportPart[]): { report: ReportFacts; messageIds: string[] } {
  const machine = parts.filter(({ contentType }) => /^message\/(global-)?(delivery|disposition)/i.test(contentType));
  const original = parts.filter(({ contentType }) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers)/i.test(contentType),
  );
  const delivery = machine.find(({ contentType }) => /delivery-status/i.test(contentType));
  return {
    report: delivery ? deliveryReport(textOf(delivery)) : { ...nothing },
    messageIds: [...machine, ...original].flatMap((part) => messageIds(textOf(part))),
  };
}

const nothing: ReportFacts = { kind: 'other', action: null, status: null, diagnostic: null, recipient: null };

function deliveryReport(text: string): ReportFacts {
  const blocks = text.split(/\n[ \t]*\n/).map(fieldsOf);
  const recipients = blocks.filter((fields) => fields.has('action') || fields.has('final-recipient'));
  const worst = recipients.sort((a, b) => weight(a) - weight(b))[0];
  if (!worst) return { ...nothing, kind: 'delivery' };
  const address = typed(worst.get('original-recipient') ?? worst.get('final-recipient'));
  return {
    kind: 'delivery',
    action: worst.get('action')?.toLowerCase() ?? null,
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(worst.get('status') ?? '')?.[0] ?? null,
    diagnostic: typed(worst.get('diagnostic-code'))?.slice(0, 500) ?? null,
    recipient: address ? addressKey(address.replace(/[<>]/g, '')) : null,
  };
}

function weight(fields: Map<string, string>): number {
  const at = WEIGHT.indexOf(fields.get('action')?.toLowerCase() ?? '');
  return at < 0 ? WEIGHT.length : at;
}

/** `rfc822; kari@udi.no` without its type. */
function typed(value: string | undefined): string | null {
  return value?.replace(/^[\w.-]+\s*;\s*/, '').trim() || null;
}

function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([A-Za-z-]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), withoutComments(value).trim());
  }
  return fields;
}

function withoutComments(value: string): string {
  return value.startsWith('(') ? value : value.replace(/\s\([^()]*\)\s*$/, '');
}

function messageIds(text: string): string[] {
  const head = text.replace(/\n[ \t]+/g, ' ');
  return [...head.matchAll(/^(?:Original-)?Message-ID:\s*(<[^<>\s]{3,250}>)/gim)].map((match) => match[1]);
}

function textOf({ content }: ReportPart): string {
  return content.toString('latin1', 0, MAX_PART).replace(/\r\n?/g, '\n');
}
