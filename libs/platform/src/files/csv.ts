import type { Language } from '../i18n/index.js';

/** What can stand in a place of the table; nothing is an empty place. */
export type CsvValue = string | number | boolean | null | undefined;

/** One column: its heading and what a row has in it. */
export interface CsvColumn<Row> {
  head: string;
  value: (row: Row) => CsvValue;
}

const byteOrderMark = '\ufeff';
/** Wide signs, and what cannot be seen before a sign, count too: some programs read them alike. */
const formula = /^(?:[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;

/** What parts the places of a row, and what follows from it. */
interface Separator {
  mark: ',' | ';';
  /** Needs quotes. */
  quoted: RegExp;
  /** Where a spreadsheet takes the other mark or a line end to part the places, what follows is a place of its own. */
  hiddenFormula: RegExp;
}

const comma: Separator = {
  mark: ',',
  quoted: /[",\r\n]|^\s|\s$/,
  hiddenFormula: /(?<!^)([;\t\r\n][^\S\r\n]*)(?=[=+@]|-\S)/g,
};
const semicolon: Separator = {
  mark: ';',
  quoted: /[";\r\n]|^\s|\s$/,
  hiddenFormula: /(?<!^)([,\t\r\n][^\S\r\n]*)(?=[=+@]|-\S)/g,
};

/** Spreadsheets take the mark that the reader's country does not use in numbers: in Norway the semicolon. */
const separatorFor = (lang: Language): Separator => (lang === 'en' ? comma : semicolon);

/**
 * Rows as a file for spreadsheets: RFC 4180 (CRLF, quotes where needed) in UTF-8 with a byte order mark, so that Excel
 * reads Æ Ø Å; with a semicolon for readers of bokmål and nynorsk, whose Excel expects it, and else a comma. Text that a
 * spreadsheet would run as a formula (it begins with = + - @, tab or line end) gets an apostrophe before it; numbers stay
 * numbers.
 */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>, lang: Language = 'en'): string {
  const separator = separatorFor(lang);
  let file = headLine(columns, separator);
  for (const row of rows) file += rowLine(columns, row, separator);
  return file;
}

/** The same, line by line, for rows that are too many to hold: give it to `Readable.from`. */
export async function* csvLines<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
  lang: Language = 'en',
): AsyncGenerator<string, void> {
  const separator = separatorFor(lang);
  yield headLine(columns, separator);
  for await (const row of rows) yield rowLine(columns, row, separator);
}

function headLine<Row>(columns: readonly CsvColumn<Row>[], separator: Separator): string {
  return (
    byteOrderMark +
    line(
      columns.map(({ head }) => head),
      separator,
    )
  );
}

function rowLine<Row>(columns: readonly CsvColumn<Row>[], row: Row, separator: Separator): string {
  return line(
    columns.map(({ value }) => value(row)),
    separator,
  );
}

function line(values: CsvValue[], separator: Separator): string {
  return `${values.map((value) => place(value, separator)).join(separator.mark)}\r\n`;
}

function place(value: CsvValue, { quoted, hiddenFormula }: Separator): string {
  const text = typeof value === 'string' ? harmless(value, hiddenFormula) : String(value ?? '');
  return quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function harmless(text: string, hiddenFormula: RegExp): string {
  const tame = text.replace(hiddenFormula, "$1'");
  return formula.test(tame) ? `'${tame}` : tame;
}
