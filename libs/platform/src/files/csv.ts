/** What can stand in a place of the table; nothing is an empty place. */
export type CsvValue = string | number | boolean | null | undefined;

/** One column: its heading and what a row has in it. */
export interface CsvColumn<Row> {
  head: string;
  value: (row: Row) => CsvValue;
}

const byteOrderMark = '\ufeff';
const formula = /^(?:\s*[=+\-@]|[\t\r\n])/;
/** Where a spreadsheet takes `;` or a line end to part the places, what follows is a place of its own, quotes or not. */
const hiddenFormula = /(?<!^)([;\t\r\n][^\S\r\n]*)(?=[=+@]|-\S)/g;
const quoted = /[",\r\n]|^\s|\s$/;

/**
 * Rows as a file for spreadsheets: RFC 4180 (comma, CRLF, quotes where needed) in UTF-8 with a byte order mark, so that
 * Excel reads Æ Ø Å. Text that a spreadsheet would run as a formula (it begins with = + - @, tab or line end) gets an
 * apostrophe before it; numbers stay numbers.
 */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): string {
  let file = headLine(columns);
  for (const row of rows) file += rowLine(columns, row);
  return file;
}

/** The same, line by line, for rows that are too many to hold: give it to `Readable.from`. */
export async function* csvLines<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): AsyncGenerator<string, void> {
  yield headLine(columns);
  for await (const row of rows) yield rowLine(columns, row);
}

function headLine<Row>(columns: readonly CsvColumn<Row>[]): string {
  return byteOrderMark + line(columns.map(({ head }) => head));
}

function rowLine<Row>(columns: readonly CsvColumn<Row>[], row: Row): string {
  return line(columns.map(({ value }) => value(row)));
}

function line(values: CsvValue[]): string {
  return `${values.map(place).join(',')}\r\n`;
}

function place(value: CsvValue): string {
  const text = typeof value === 'string' ? harmless(value) : String(value ?? '');
  return quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function harmless(text: string): string {
  const tame = text.replace(hiddenFormula, "$1'");
  return formula.test(tame) ? `'${tame}` : tame;
}
