import { type SheetRow, SheetRefused, streamSheet } from '@samrad/platform/files';
import { Invalid } from '@samrad/platform/errors';
import type { Remark } from '../import/import.types.js';
import { cardFields, readCards } from './vcard.rules.js';
import { asWritten, fromWorkbook } from './inert.rules.js';
import { readRecords } from './json-list.rules.js';

/** A file as rows; the number of the row with headings is found by who reads on. */
export interface ReadList {
  format: 'csv' | 'xlsx' | 'vcard' | 'json';
  /** Of a workbook. */
  sheets: string[];
  /** The heading where the format has none of its own: it stands in row 0. */
  hasHeading: boolean;
  rows(sheet?: string): AsyncIterable<SheetRow>;
  /** Complete when the rows have been read. */
  remarks(): Remark[];
}

/** Larger than the lists of the coming years, and small enough for one machine. */
export const listLimits = {
  maxBytes: 50_000_000,
  maxRows: 200_000,
  maxCells: 6_000_000,
  maxInflated: 400_000_000,
} as const;

/** @throws SheetRefused or Invalid on `file`: what is wrong and what helps; also from the rows */
export async function openList(content: Buffer, filename: string, delimiter?: string): Promise<ReadList> {
  if (/\.(vcf|vcard)$/i.test(filename)) return cards(textOf(content));
  if (/\.json$/i.test(filename)) return records(textOf(content));
  const sheet = await streamSheet(content, filename, { ...listLimits, delimiter });
  const tamed = sheet.format === 'csv' ? asWritten : fromWorkbook;
  return {
    format: sheet.format,
    sheets: sheet.sheets,
    hasHeading: true,
    rows: (name) => tamedRows(sheet.rows(name), tamed),
    remarks: () => [...howRead(sheet), ...formulas(sheet.told)],
  };
}

async function* tamedRows(rows: AsyncIterable<SheetRow>, tamed: (text: string) => string): AsyncGenerator<SheetRow> {
  for await (const { number, cells } of rows) yield { number, cells: cells.map(tamed) };
}

const howRead = ({ encoding, delimiter }: { encoding?: string; delimiter?: string }): Remark[] =>
  encoding ? [{ key: 'csv', params: { encoding, delimiter: delimiter === '\t' ? 'TAB' : (delimiter ?? '') } }] : [];

const formulas = ({ formulas: count }: { formulas: number }): Remark[] =>
  count ? [{ key: 'formulas', params: { count } }] : [];

function textOf(content: Buffer): string {
  if (content.length > listLimits.maxBytes) throw new SheetRefused('tooLarge', { megabytes: 50 });
  if (content.length === 0) throw new SheetRefused('empty');
  const encoding = encodingOf(content);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1252').decode(content);
  }
}

function encodingOf(content: Buffer): string {
  const mark = content.readUInt8(0);
  if (mark === 0xff || mark === 0xfe) return mark === 0xff ? 'utf-16le' : 'utf-16be';
  if (content.includes(0)) throw new SheetRefused('notText');
  return 'utf-8';
}

function cards(text: string): ReadList {
  const read = readCards(text);
  if ('fault' in read) throw refused(read.fault, { row: read.row });
  return withFields('vcard', cardFields, read);
}

function records(text: string): ReadList {
  const read = readRecords(text);
  if ('fault' in read) throw refused(read.fault, { row: read.row });
  return withFields('json', read.fields, read.records);
}

type Fielded = Readonly<Partial<Record<string, string>>>;

function withFields(format: 'vcard' | 'json', fields: readonly string[], all: readonly Fielded[]): ReadList {
  if (all.length > listLimits.maxRows) throw new SheetRefused('tooManyRows', { max: listLimits.maxRows });
  const used = fields.filter((field) => all.some((record) => record[field] !== undefined));
  const rows = async function* () {
    yield { number: 0, cells: [...used] };
    for (const [at, record] of all.entries()) yield { number: at + 1, cells: used.map((field) => record[field] ?? '') };
  };
  return { format, sheets: [], hasHeading: false, rows, remarks: () => [] };
}

const refused = (word: string, params: Record<string, number>) =>
  new Invalid({ file: { key: `exchange.file.${word}`, params } });
