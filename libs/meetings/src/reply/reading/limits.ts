import type { ReadingProblem } from '../reply.types.js';

export interface Limits {
  /** octets of the whole message */
  maxBytes: number;
  /** multiparts within multiparts */
  maxDepth: number;
  maxParts: number;
}

export const LIMITS: Limits = { maxBytes: 10 * 1024 * 1024, maxDepth: 20, maxParts: 200 };

const DASH = 0x2d;

/**
 * Looks at the bare octets, before any parser does: how large, how many parts, how deep. It counts delimiter lines of every
 * boundary that is named anywhere, so it sees at least as much as a parser can.
 * @returns what is too much, or null
 */
export function overLimit(raw: Buffer, limits: Limits = LIMITS): ReadingProblem | null {
  if (raw.length > limits.maxBytes) return 'too-large';
  const text = raw.toString('latin1');
  const boundaries = namedBoundaries(text);
  if (boundaries.whole.size > limits.maxParts || boundaries.begun.length > limits.maxDepth) return 'too-many-parts';
  const { parts, depth } = measure(text, boundaries);
  if (parts > limits.maxParts) return 'too-many-parts';
  return depth > limits.maxDepth ? 'too-deep' : null;
}

/** The header block, for a message whose rest is not read. */
export function headOf(raw: Buffer): Buffer {
  const text = raw.toString('latin1', 0, 65_536);
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  return Buffer.concat([raw.subarray(0, end), Buffer.from('\r\n\r\n')]);
}

interface Boundaries {
  whole: Set<string>;
  /** first pieces of values that are written in several (RFC 2231) */
  begun: string[];
}

function namedBoundaries(text: string): Boundaries {
  const whole = new Set<string>();
  const begun = new Set<string>();
  for (const match of text.matchAll(/\bboundary(\*\d*)?\*?[ \t]*=[ \t]*(?:"([^"\r\n]*)|([^\s";]+))/gi)) {
    const value = (match[2] ?? match[3] ?? '').trimEnd();
    if (value) (match[1] ? begun : whole).add(value);
  }
  return { whole, begun: [...begun] };
}

function measure(text: string, boundaries: Boundaries): { parts: number; depth: number } {
  const open: string[] = [];
  let parts = 1;
  let depth = 0;
  for (const line of delimiterLines(text)) {
    const found = boundaryOf(line, boundaries);
    if (!found) continue;
    const known = open.indexOf(found.boundary);
    if (known >= 0) open.length = known;
    if (found.closes) continue;
    open.push(found.boundary);
    parts += 1;
    depth = Math.max(depth, open.length);
  }
  return { parts, depth };
}

function boundaryOf(line: string, { whole, begun }: Boundaries): { boundary: string; closes: boolean } | null {
  const value = line.slice(2).trimEnd();
  if (whole.has(value)) return { boundary: value, closes: false };
  if (value.endsWith('--') && whole.has(value.slice(0, -2))) return { boundary: value.slice(0, -2), closes: true };
  const beginning = begun.find((each) => value.startsWith(each));
  return beginning ? { boundary: beginning, closes: value.endsWith('--') } : null;
}

function* delimiterLines(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    if (text.charCodeAt(at) === DASH && text.charCodeAt(at + 1) === DASH)
      yield text.slice(at, Math.min(stop, at + 300));
    at = stop + 1;
  }
}
