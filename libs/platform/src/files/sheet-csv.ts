import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import {
  type RawSheet,
  RowCollector,
  type SheetEncoding,
  type SheetLimits,
  SheetRefused,
  type SheetRow,
} from './sheet.js';

/** Characters handed to the parser at a time, so that other requests get their turn in between. */
const PIECE = 65_536;
const MAX_RECORD = 1_000_000;
const delimiters = [';', ',', '\t', '|'] as const;

/**
 * Comma separated values as people have them: any of four delimiters, UTF-8 with or without byte order mark,
 * UTF-16 with one, or else Windows-1252 (a superset of Latin-1).
 * @throws SheetRefused
 */
export async function readCsv(content: Buffer, limits: SheetLimits): Promise<RawSheet> {
  const { encoding, delimiter, rows } = streamCsv(content, limits);
  const all: SheetRow[] = [];
  for await (const row of rows()) all.push(row);
  return { format: 'csv', encoding, delimiter, otherSheets: [], rows: all };
}

/** The same, row by row. @param wanted the delimiter when somebody knows better. @throws SheetRefused */
export function streamCsv(content: Buffer, limits: SheetLimits, wanted?: string) {
  const encoding = encodingOf(content);
  const { delimiter, skip } = delimiterOf(startOf(content, encoding), wanted);
  const rows = () => rowsOf(decodedPieces(content, encoding, skip), delimiter, limits);
  return { encoding, delimiter, rows };
}

function encodingOf(content: Buffer): SheetEncoding {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be';
  if (content.includes(0)) return withoutMark(content.subarray(0, 2000));
  return isUtf8(content) ? 'utf-8' : 'windows-1252';
}

/** UTF-16 without its mark: the letters that everybody uses have a zero on one side, and always on the same. */
function withoutMark(start: Buffer): SheetEncoding {
  const zeros = [0, 1].map((side) => start.filter((byte, at) => byte === 0 && at % 2 === side).length);
  const [even, odd] = zeros as [number, number];
  if (odd > start.length / 4 && even === 0) return 'utf-16le';
  if (even > start.length / 4 && odd === 0) return 'utf-16be';
  throw new SheetRefused('notText');
}

function startOf(content: Buffer, encoding: SheetEncoding): string {
  return decoderOf(encoding)(content.subarray(0, PIECE), true);
}

/** A byte order mark is dropped. */
function decoderOf(encoding: SheetEncoding): (piece: Buffer, isOpen: boolean) => string {
  if (encoding === 'windows-1252') return windows1252;
  const decoder = new TextDecoder(encoding);
  return (piece, isOpen) => decoder.decode(piece, { stream: isOpen });
}

async function* decodedPieces(content: Buffer, encoding: SheetEncoding, skip: number): AsyncGenerator<string> {
  const decode = decoderOf(encoding);
  for (let start = 0; start < content.length; start += PIECE) {
    const text = decode(content.subarray(start, start + PIECE), start + PIECE < content.length);
    yield start === 0 ? text.slice(skip) : text;
    await nextTurn();
  }
}

/** The bytes 80 to 9F; Node 20's decoder of this name gives control characters for them. */
const PUNCTUATION = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(content: Buffer): string {
  return content.toString('latin1').replace(/[\u0080-\u009f]/g, (letter) => PUNCTUATION[letter.charCodeAt(0) - 0x80]!);
}

/** Excel's own first line `sep=;` names the delimiter and is not a row; else the delimiter that splits most evenly. */
function delimiterOf(text: string, wanted?: string): { delimiter: string; skip: number } {
  const named = /^"?sep=(.)"?\r?\n/i.exec(text);
  if (named) return { delimiter: wanted ?? named[1]!, skip: named[0].length };
  if (wanted) return { delimiter: wanted, skip: 0 };
  const counts = countPerLine(text);
  const scored = delimiters.map((delimiter) => ({ delimiter, ...evenness(counts.map((line) => line[delimiter])) }));
  scored.sort((a, b) => b.lines - a.lines || b.columns - a.columns);
  return { delimiter: scored[0]!.columns > 0 ? scored[0]!.delimiter : ';', skip: 0 };
}

type Counts = Record<(typeof delimiters)[number], number>;

const noCounts = (): Counts => ({ ';': 0, ',': 0, '\t': 0, '|': 0 });

/** How often each delimiter stands outside quotes, per line that is not blank. */
function countPerLine(text: string): Counts[] {
  const lines: Counts[] = [];
  let line = noCounts();
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '\n') {
      lines.push(line);
      line = noCounts();
    } else if (letter in line) line[letter as keyof Counts] += 1;
  }
  lines.push(line);
  return lines.filter((counts) => Object.values(counts).some((count) => count > 0)).slice(0, 200);
}

/** The commonest number of delimiters per line, zero aside, and on how many lines it occurs. */
function evenness(counts: readonly number[]): { lines: number; columns: number } {
  const tally = new Map<number, number>();
  for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
  const best = [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0];
  return { columns: best?.[0] ?? 0, lines: best?.[1] ?? 0 };
}

async function* rowsOf(
  pieces: AsyncIterable<string>,
  delimiter: string,
  limits: SheetLimits,
): AsyncGenerator<SheetRow> {
  const collector = new RowCollector(limits);
  const parser = parse({ delimiter, relax_column_count: true, relax_quotes: true, max_record_size: MAX_RECORD });
  let number = 0;
  try {
    for await (const cells of Readable.from(pieces).pipe(parser) as AsyncIterable<string[]>) {
      number += 1;
      collector.add(number, cells);
      yield* collector.take();
    }
  } catch (error) {
    if (error instanceof CsvError) throw new SheetRefused('damagedLine', { row: number + 1 });
    throw error;
  }
}
