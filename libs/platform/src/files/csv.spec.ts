import { Readable } from 'node:stream';
import { text as read } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLines, type CsvColumn, type CsvValue, toCsv } from './csv.js';
import { readSheet } from './spreadsheet.js';

interface Row {
  name: CsvValue;
  count: CsvValue;
}

const columns: CsvColumn<Row>[] = [
  { head: 'Navn', value: (row) => row.name },
  { head: 'Antall, i alt', value: (row) => row.count },
];

const lineOf = (name: CsvValue, count: CsvValue = null) => toCsv(columns, [{ name, count }]).split('\r\n')[1];

describe('a file for spreadsheets', () => {
  it('begins with a byte order mark and a heading, and ends each line with CRLF', () => {
    expect(toCsv(columns, [{ name: 'Æse', count: 3 }])).toBe('\ufeffNavn,"Antall, i alt"\r\nÆse,3\r\n');
    expect(toCsv(columns, [])).toBe('\ufeffNavn,"Antall, i alt"\r\n');
  });

  it.each([
    ['a,b', '"a,b",'],
    ['say "hi"', '"say ""hi""",'],
    ['two\nlines', '"two\nlines",'],
    [' edge', '" edge",'],
    [null, ','],
    [undefined, ','],
    [true, 'true,'],
  ])('writes %j as %s', (name, expected) => {
    expect(lineOf(name)).toBe(expected);
  });

  it.each(['=1+1', '+47 22 00 00 00', '-2', '@SUM(A1)', '\t=1', ' =1'])('does not let %j run as a formula', (name) => {
    expect(lineOf(name)?.replaceAll('"', '')).toBe(`'${name},`);
  });

  it('does not let a formula run that needs quotes', () => {
    expect(lineOf('=HYPERLINK("https://evil.example","x")')).toBe(`"'=HYPERLINK(""https://evil.example"",""x"")",`);
    expect(toCsv(columns, [{ name: '\r=1', count: null }])).toContain(`"'\r=1",`);
  });

  it.each([
    ['x;=1+1', "x;'=1+1"],
    ['x\n\t@SUM(A1)', "x\n\t'@SUM(A1)"],
    ['x;-2+3', "x;'-2+3"],
    ['a list\n- of two; - things', 'a list\n- of two; - things'],
  ])('leaves nothing to run in %j where semicolons part the places', (name, expected) => {
    expect(lineOf(name)?.replaceAll('"', '')).toBe(`${expected},`);
  });

  it('has semicolons for readers in Norway, and is taken in again either way', async () => {
    const rows = [
      { name: 'a,b', count: 1 },
      { name: 'c;d', count: 2 },
    ];
    const file = toCsv(columns, rows, 'nb');
    expect(file).toBe('\ufeffNavn;Antall, i alt\r\na,b;1\r\n"c;d";2\r\n');
    expect(toCsv(columns, [{ name: 'x,=1+1', count: null }], 'nn')).toContain("x,'=1+1;");
    for (const lang of ['nb', 'en'] as const) {
      const sheet = await readSheet(Buffer.from(toCsv(columns, rows, lang)), 'a.csv');
      expect(sheet.header).toEqual(['Navn', 'Antall, i alt']);
      expect(sheet.rows.map(({ cells }) => cells[0])).toEqual(['a,b', 'c;d']);
    }
  });

  it('keeps numbers as numbers', () => {
    expect(lineOf(-2, 0.5)).toBe('-2,0.5');
  });

  it('is read back by others as it was', () => {
    const value = fc
      .string({ unit: 'grapheme' })
      .filter((name) => !/(^|[;\t\r\n])([\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])/.test(name));
    fc.assert(
      fc.property(fc.array(fc.record({ name: value, count: fc.integer() })), (rows) => {
        const found: unknown = parse(toCsv(columns, rows), { bom: true, from_line: 2, record_delimiter: '\r\n' });
        expect(found).toEqual(rows.map(({ name, count }) => [name, String(count)]));
      }),
    );
  });

  it('streams the same lines', async () => {
    const rows = Array.from({ length: 500 }, (_, at) => ({ name: `N${at}`, count: at }));
    async function* slow(): AsyncGenerator<Row> {
      for (const row of rows) yield await Promise.resolve(row);
    }
    expect(await read(Readable.from(csvLines(columns, slow())))).toBe(toCsv(columns, rows));
  });
});
