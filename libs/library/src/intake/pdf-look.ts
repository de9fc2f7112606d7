import { inflateSync } from 'node:zlib';
import { FileRefused } from './refusal.js';

/** A dictionary of locks in the trailer of a PDF (ISO 32000-1, 7.6.1): plain text in every version of the format. */
const locked = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/;
/** Actions that run a script or start a program (12.6.4.5, 12.6.4.16). An action that goes to a page is none. */
const scripts = /\/(?:JavaScript|Launch)(?=[\s()<>[\]{}/%]|$)/;
/** The script itself: so short that packed bytes may look like it, so only outside of streams. */
const script = /\/JS(?=[\s()<>[\]{}/%]|$)/;
const streams = /stream\r?\n([\s\S]*?)endstream/g;
/** Bytes of objects that are really unpacked, of one stream and of all. */
const mostInflated = { one: 20_000_000, all: 150_000_000 };

/** Looks into a PDF before it is kept, also where its objects are packed (7.5.7). @throws FileRefused */
export function lookIntoPdf(content: Buffer): void {
  const text = content.toString('latin1');
  if (locked.test(text)) throw new FileRefused('password');
  const named = plainNames(text);
  if (scripts.test(named) || script.test(named.replace(streams, ' '))) throw new FileRefused('active');
  let left = mostInflated.all;
  for (const objects of packedObjects(text)) {
    const unpacked = inflated(objects, Math.min(left, mostInflated.one));
    left -= unpacked.length;
    if (left <= 0) throw new FileRefused('bomb');
    const said = plainNames(unpacked);
    if (scripts.test(said) || script.test(said)) throw new FileRefused('active');
  }
}

/** Names may be written with numbers in them: `/J#61vaScript` (7.3.5). */
const plainNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** The streams in which objects are packed: what stands between the object and its stream says so. */
function* packedObjects(text: string): Generator<Buffer> {
  for (const found of text.matchAll(streams)) {
    const before = text.slice(Math.max(0, found.index - 1000), found.index);
    const dictionary = plainNames(before.slice(before.lastIndexOf(' obj') + 1));
    if (/\/ObjStm/.test(dictionary)) yield Buffer.from(found[1]!, 'latin1');
  }
}

function inflated(packed: Buffer, most: number): string {
  try {
    return inflateSync(packed, { maxOutputLength: most }).toString('latin1');
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new FileRefused('bomb');
    return packed.toString('latin1');
  }
}
