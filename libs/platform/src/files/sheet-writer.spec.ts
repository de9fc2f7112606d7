import readExcel from 'read-excel-file/node';
import { readSheet, toXlsx } from './index.js';

interface Line {
  name: string;
  count: number;
  note: string | null;
}

const columns = [
  { head: 'Navn', value: ({ name }: Line) => name },
  { head: 'Antall', value: ({ count }: Line) => count },
  { head: 'Merknad', value: ({ note }: Line) => note },
];
const lines: Line[] = [
  { name: 'Łukasz Żółkiewski & <b>Æ</b>', count: 3, note: null },
  { name: '=HYPERLINK("https://evil.example.org")', count: 0, note: 'to\nlinjer\u0000\ud800' },
];

describe('a workbook', () => {
  it('is read back as it was written, formulas as plain text', async () => {
    const file = toXlsx('Delegasjoner: 2026/14 [utkast]', columns, lines);
    const { header, rows } = await readSheet(file, 'list.xlsx');
    expect(header).toEqual(['Navn', 'Antall', 'Merknad']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Łukasz Żółkiewski & <b>Æ</b>', '3', ''],
      ['=HYPERLINK("https://evil.example.org")', '0', 'to\nlinjer'],
    ]);
  });

  it('is understood by another reader, numbers as numbers', async () => {
    const sheets = await readExcel(toXlsx('A', columns, lines));
    expect(JSON.stringify(sheets)).toContain('["Łukasz Żółkiewski & <b>Æ</b>",3,null]');
  });

  it('is the same file for the same rows, also with no rows and more than 26 columns', async () => {
    expect(toXlsx('A', columns, lines).equals(toXlsx('A', columns, lines))).toBe(true);
    const many = Array.from({ length: 30 }, (_, at) => ({ head: `H${at}`, value: () => `v${at}` }));
    const { rows } = await readSheet(toXlsx('A', many, [1]), 'a.xlsx');
    expect(rows[0]!.cells.at(-1)).toBe('v29');
    expect(toXlsx('A', columns, []).subarray(0, 2).toString()).toBe('PK');
  });
});
