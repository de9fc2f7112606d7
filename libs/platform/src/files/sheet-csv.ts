import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { type RawSheet, RowCollector, type SheetEncoding, type SheetLimits, SheetRefused } from './sheet.js';

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
  const { text, encoding } = decoded(content);
  const { delimiter, body } = delimiterOf(text);
  const rows = await rowsOf(body, delimiter, limits);
  return { format: 'csv', encoding, delimiter, otherSheets: [], rows };
}

function decoded(content: Buffer): { text: string; encoding: SheetEncoding } {
  if (content[0] === 0xff && content[1] === 0xfe) return decodedAs('utf-16le', content);
  if (content[0] === 0xfe && content[1] === 0xff) return decodedAs('utf-16be', content);
  if (content.includes(0)) throw new SheetRefused('notText');
  try {
    return decodedAs('utf-8', content);
  } catch {
    return { text: windows1252(content), encoding: 'windows-1252' };
  }
}

/** The decoder drops a byte order mark. */
function decodedAs(encoding: SheetEncoding, content: Buffer) {
  return { text: new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(content), encoding };
}

/** The bytes 80 to 9F; Node 20's decoder of this name gives control characters for them. */
const PUNCTUATION = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(content: Buffer): string {
  return content.toString('latin1').replace(/[\u0080-\u009f]/g, (letter) => PUNCTUATION[letter.charCodeAt(0) - 0x80]!);
}

/** Excel's own first line `sep=;` names the delimiter and is not a row; else the delimiter that splits most evenly. */
function delimiterOf(text: string): { delimiter: string; body: string } {
  const named = /^"?sep=(.)"?\r?\n/i.exec(text);
  if (named) return { delimiter: named[1]!, body: text.slice(named[0].length) };
  const counts = countPerLine(text.slice(0, PIECE));
  const scored = delimiters.map((delimiter) => ({ delimiter, ...evenness(counts.map((line) => line[delimiter])) }));
  scored.sort((a, b) => b.lines - a.lines || b.columns - a.columns);
  return { delimiter: scored[0]!.columns > 0 ? scored[0]!.delimiter : ';', body: text };
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

async function rowsOf(text: string, delimiter: string, limits: SheetLimits) {
  const collector = new RowCollector(limits);
  const parser = parse({ delimiter, relax_column_count: true, relax_quotes: true, max_record_size: MAX_RECORD });
  let number = 0;
  try {
    for await (const cells of Readable.from(pieces(text)).pipe(parser) as AsyncIterable<string[]>) {
      number += 1;
      collector.add(number, cells);
    }
  } catch (error) {
    if (error instanceof CsvError) throw new SheetRefused('damagedLine', { row: number + 1 });
    throw error;
  }
  return collector.rows;
}

async function* pieces(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += PIECE) {
    yield text.slice(start, start + PIECE);
    await nextTurn();
  }
}
