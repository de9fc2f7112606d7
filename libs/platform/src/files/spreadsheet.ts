import {
  type RawSheet,
  type Sheet,
  type SheetEncoding,
  type SheetLimits,
  type SheetRow,
  sheetLimits,
  SheetRefused,
} from './sheet.js';

export { sheetLimits, SheetRefused } from './sheet.js';
export type { Sheet, SheetEncoding, SheetLimits, SheetReason, SheetRow } from './sheet.js';

export interface SheetOptions extends Partial<SheetLimits> {
  /** Tells a known heading: the first row with two of them is the heading, whatever stands above it. */
  isHeading?: (text: string) => boolean;
}

/** How many rows from the top are searched for the heading. */
const HEADING_WITHIN = 50;

/**
 * Reads the first sheet that has content in an `.xlsx`, or a `.csv`, `.tsv` or `.txt`, into rows of text.
 * Nothing is executed, no formula is computed, no link is followed.
 * @param filename as the user named it; its ending must fit the content
 * @throws SheetRefused with the reason
 */
export async function readSheet(content: Buffer, filename: string, options: SheetOptions = {}): Promise<Sheet> {
  const limits = { ...sheetLimits, ...withoutUndefined(options) };
  demandSize(content, limits);
  const format = formatOf(content, filename);
  const read = await readerOf(format);
  return withHeading(await read(content, limits), options.isHeading);
}

/** The readers are loaded with the first file. */
async function readerOf(format: Sheet['format']): Promise<(content: Buffer, limits: SheetLimits) => Promise<RawSheet>> {
  if (format === 'csv') return (await import('./sheet-csv.js')).readCsv;
  return (await import('./sheet-workbook.js')).readWorkbook;
}

/** A sheet that is handed on row by row, heading and all, so that a long one need not be held. */
export interface SheetStream {
  format: Sheet['format'];
  encoding?: SheetEncoding;
  delimiter?: string;
  /** Of a workbook: the visible ones. */
  sheets: string[];
  /** Known when the rows have been read: cells with a formula, of which only the last result was. */
  told: { formulas: number };
  /** @param sheet the first one when absent */
  rows(sheet?: string): AsyncIterable<SheetRow>;
}

/**
 * The same for long lists. What is wrong far down comes to light while reading.
 * @throws SheetRefused, also from the rows
 */
export async function streamSheet(
  content: Buffer,
  filename: string,
  options: Partial<SheetLimits> & { delimiter?: string } = {},
): Promise<SheetStream> {
  const { delimiter: wanted, ...others } = options;
  const limits = { ...sheetLimits, ...withoutUndefined(others) };
  demandSize(content, limits);
  const told = { formulas: 0 };
  if (formatOf(content, filename) === 'csv') {
    const { streamCsv } = await import('./sheet-csv.js');
    const { encoding, delimiter, rows } = streamCsv(content, limits, wanted);
    return { format: 'csv', encoding, delimiter, sheets: [], told, rows };
  }
  const { streamWorkbook } = await import('./sheet-workbook.js');
  const workbook = await streamWorkbook(content, limits);
  const { sheets } = workbook;
  return { format: 'xlsx', sheets, told, rows: (sheet = sheets[0]!) => workbook.rows(sheet, told) };
}

/** Where the headings are: the first row with two known ones, else the first with two texts. @returns its index */
export const headingRow = (rows: readonly SheetRow[], isHeading?: (text: string) => boolean): number =>
  headingIndex(rows, isHeading);

function demandSize(content: Buffer, { maxBytes }: SheetLimits): void {
  if (content.length > maxBytes) throw new SheetRefused('tooLarge', { megabytes: Math.round(maxBytes / 1_000_000) });
  if (content.length === 0) throw new SheetRefused('empty');
}

function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

type Content = 'ZIP' | 'OLE' | 'PDF' | 'image' | 'RTF' | 'HTML' | 'text';

/** The formats that are read, by the ending of the name, and what must be inside. */
const formats: Readonly<Record<string, { format: Sheet['format']; content: Content }>> = {
  xlsx: { format: 'xlsx', content: 'ZIP' },
  csv: { format: 'csv', content: 'text' },
  tsv: { format: 'csv', content: 'text' },
  txt: { format: 'csv', content: 'text' },
};

function formatOf(content: Buffer, filename: string): Sheet['format'] {
  const ending = endingOf(filename);
  const found = contentOf(content);
  if (found === 'OLE') throw new SheetRefused(isEncrypted(content) ? 'encrypted' : 'oldExcel');
  if (ending === 'xls') throw new SheetRefused('oldExcel');
  if (['xlsm', 'xltm', 'xlam'].includes(ending)) throw new SheetRefused('macros');
  const expected = formats[ending];
  if (!expected) throw new SheetRefused('unknownKind', { ending });
  if (found !== expected.content) throw new SheetRefused('mistyped', { ending: `.${ending}`, found });
  return expected.format;
}

const endingOf = (filename: string) => /\.([a-z0-9]+)$/i.exec(filename.trim())?.[1]?.toLowerCase() ?? '';

const signatures: readonly [Content, RegExp][] = [
  ['ZIP', /^PK(\x03\x04|\x05\x06)/],
  ['OLE', /^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/],
  ['PDF', /^%PDF-/],
  ['image', /^(\x89PNG|\xff\xd8\xff|GIF8|BM..\x00\x00|II\*\x00|MM\x00\*|RIFF....WEBP)/s],
  ['RTF', /^\{\\rtf/],
  ['HTML', /^(\xef\xbb\xbf)?\s*<(!doctype html|html|table|\?xml)/i],
];

function contentOf(content: Buffer): Content {
  const start = content.toString('latin1', 0, 64);
  return signatures.find(([, signature]) => signature.test(start))?.[0] ?? 'text';
}

/** A workbook with a password is an old-style container with this stream inside. */
function isEncrypted(content: Buffer): boolean {
  return content.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

function withHeading(raw: RawSheet, isHeading?: (text: string) => boolean): Sheet {
  const index = headingIndex(raw.rows, isHeading);
  const heading = raw.rows[index];
  if (!heading || index === raw.rows.length - 1) throw new SheetRefused('noRows');
  const header = heading.cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  const rows = raw.rows.slice(index + 1).map((row) => padded(row, header.length));
  return { ...raw, header, headerRow: heading.number, rows };
}

function headingIndex(rows: readonly SheetRow[], isHeading?: (text: string) => boolean): number {
  const top = rows.slice(0, HEADING_WITHIN);
  const known = isHeading ? top.findIndex(({ cells }) => cells.filter((cell) => isHeading(cell)).length >= 2) : -1;
  if (known >= 0) return known;
  const filled = top.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length >= 2);
  return Math.max(filled, 0);
}

function padded(row: SheetRow, length: number): SheetRow {
  if (row.cells.length >= length) return row;
  return { number: row.number, cells: [...row.cells, ...Array<string>(length - row.cells.length).fill('')] };
}
