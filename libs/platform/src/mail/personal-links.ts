import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { isAdministrator, type Actor } from '../auth/actor.js';
import { Settings } from '../database/index.js';

/** Lines of a calendar are folded, also in the middle of a word. */
const fold = '(?:\\r?\\n[ \\t])?';
/** One letter and 43 characters of a signature: `/a/…`, `/p/…`. */
const personalLink = new RegExp(`(/${fold}[a-z]${fold}/)(?:${fold}[\\w-]){43}(?![\\w-])`, 'g');
const readable = ['text/plain', 'text/html', 'text/calendar', 'application/ics'];

/** The text without what lets its reader answer as somebody else. */
export const withoutLinks = (text: string): string => text.replace(personalLink, '$1***');

/** The same message with the personal links of its parts left out; everything else stays as it is. */
export async function messageWithoutLinks(raw: Buffer): Promise<Buffer> {
  const { Joiner, Rewriter, Splitter } = await import('@zone-eu/mailsplit');
  const splitter = new Splitter();
  const rewriter = new Rewriter((node) => readable.includes(String(node.contentType)));
  rewriter.on('node', ({ decoder, encoder }) => {
    const chunks: Buffer[] = [];
    decoder.on('data', (chunk: Buffer) => chunks.push(chunk));
    decoder.on('end', () => {
      encoder.end(Buffer.from(withoutLinks(Buffer.concat(chunks).toString('latin1')), 'latin1'));
    });
  });
  const written: Buffer[] = [];
  splitter.end(headWithoutLinks(raw));
  await pipeline(splitter, rewriter, new Joiner(), async (joined: AsyncIterable<Buffer>) => {
    for await (const chunk of joined) written.push(chunk);
  });
  return Buffer.concat(written);
}

/** Also the way off a newsletter, which stands in a header. */
function headWithoutLinks(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  if (end < 0) return raw;
  const head = withoutLinks(raw.subarray(0, end).toString('latin1'));
  return Buffer.concat([Buffer.from(head, 'latin1'), raw.subarray(end)]);
}

/**
 * A personal link answers for the person it was sent to, whoever opens it. Who looks at the mail of others sees it without;
 * only in the demonstration, where all people are invented, administrators can try links.
 */
@Injectable()
export class PersonalLinks {
  constructor(
    private readonly env: Env,
    private readonly settings: Settings,
  ) {}

  async areShown(actor: Actor): Promise<boolean> {
    return isAdministrator(actor) && this.env.isDemo && Boolean(await this.settings.get('demo.loaded'));
  }

  /** A raw message as others than its recipient may read it. */
  async hidden(actor: Actor, raw: Buffer): Promise<Buffer> {
    return (await this.areShown(actor)) ? raw : messageWithoutLinks(raw);
  }
}
