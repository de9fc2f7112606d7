import { jest } from '@jest/globals';
import readExcelFile from 'read-excel-file/node';
import { workbook, workbookFiles, type CellValue } from '../../../../test/support/fixtures/workbook.js';
import { zip } from '../../../../test/support/fixtures/zip.js';
import { readSheet, SheetRefused, type SheetOptions } from './spreadsheet.js';

jest.setTimeout(30_000);

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const isHeading = (text: string) => ['name', 'e-mail', 'navn', 'e-post'].includes(text.trim().toLowerCase());
const one = (...rows: CellValue[][]) => workbook([{ name: 'Members', rows }]);

async function reasonOf(content: Buffer, filename: string, options?: SheetOptions): Promise<string> {
  try {
    await readSheet(content, filename, options);
    return 'read';
  } catch (error) {
    if (error instanceof SheetRefused) return error.reason;
    throw error;
  }
}

const heading = ['Name', 'E-mail'];
const kari = ['Kari Nordmann', 'kari@example.org'];

describe('a file of comma separated values', () => {
  it.each([
    ['semicolon', ';'],
    ['comma', ','],
    ['tab', '\t'],
    ['bar', '|'],
  ])('is split at every %s', async (_, delimiter) => {
    const sheet = await readSheet(utf8(`Name${delimiter}E-mail\nKari${delimiter}kari@example.org\n`), 'a.csv');
    expect(sheet).toMatchObject({ format: 'csv', delimiter, header: heading });
    expect(sheet.rows).toEqual([{ number: 2, cells: ['Kari', 'kari@example.org'] }]);
  });

  it('is split at the semicolon although each name holds a comma', async () => {
    const sheet = await readSheet(
      utf8('Name;E-mail;State\nBerg, Åse;a@example.org;NO\nDahl, Ola;b@example.org;NO\n'),
      'a.csv',
    );
    expect(sheet.rows.map(({ cells }) => cells[0])).toEqual(['Berg, Åse', 'Dahl, Ola']);
  });

  it('follows the first line with which Excel names the delimiter, and does not count it', async () => {
    const sheet = await readSheet(utf8('sep=|\r\nName|E-mail\r\nA;B|c@example.org\r\n'), 'a.csv');
    expect(sheet).toMatchObject({ delimiter: '|', headerRow: 1 });
    expect(sheet.rows[0]).toEqual({ number: 2, cells: ['A;B', 'c@example.org'] });
  });

  const text = 'Name;E-mail\nŁukasz Ærø;a@example.org\n';
  it.each([
    ['UTF-8', utf8(text), ['utf-8', 'Name', 'Łukasz Ærø']],
    ['UTF-8 with byte order mark', utf8(`\ufeff${text}`), ['utf-8', 'Name', 'Łukasz Ærø']],
    ['UTF-16, little end first', Buffer.from(`\ufeff${text}`, 'utf16le'), ['utf-16le', 'Name', 'Łukasz Ærø']],
    ['UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), ['utf-16be', 'Name', 'Łukasz Ærø']],
    [
      'Latin-1',
      Buffer.from('Name;E-mail\nÆgir Ødegård;a@example.org\n', 'latin1'),
      ['windows-1252', 'Name', 'Ægir Ødegård'],
    ],
    [
      'Windows-1252',
      Buffer.from('Name;E-mail\nRen\xe9e \x8aimi\x9e \x96;x', 'latin1'),
      ['windows-1252', 'Name', 'Renée Šimiž –'],
    ],
  ])('is read as %s', async (_, content, expected) => {
    const sheet = await readSheet(content, 'a.csv');
    expect([sheet.encoding, sheet.header[0], sheet.rows[0]?.cells[0]]).toEqual(expected);
  });

  it('keeps quotes, delimiters and line breaks inside quotes, and counts rows as a spreadsheet does', async () => {
    const sheet = await readSheet(utf8('Name;Note\n"Nordmann; ""Kari""";"one\ntwo"\n\n"Ola "; x\n'), 'a.csv');
    expect(sheet.rows).toEqual([
      { number: 2, cells: ['Nordmann; "Kari"', 'one\ntwo'] },
      { number: 4, cells: ['Ola ', ' x'] },
    ]);
  });

  it('gives every row as many cells as there are headings, and keeps more', async () => {
    const sheet = await readSheet(utf8('A;B;C\n1\n1;2;3;4\n;;\n'), 'a.csv');
    expect(sheet.rows.map(({ cells }) => cells)).toEqual([
      ['1', '', ''],
      ['1', '2', '3', '4'],
    ]);
  });

  it.each([
    ['a quote that never ends', utf8('A;B\n1;"2\n3;4\n'), 'damagedLine'],
    ['zero bytes', utf8('A;B\n\0;2\n'), 'notText'],
    ['no content', utf8(''), 'empty'],
    ['only blanks', utf8(' \n;;\n'), 'noRows'],
    ['only a heading', utf8('Name;E-mail\n'), 'noRows'],
    ['a workbook inside', one(heading, kari), 'mistyped'],
    ['a PDF inside', utf8('%PDF-1.7\n'), 'mistyped'],
    ['a web page inside', utf8('<html><table></table></html>'), 'mistyped'],
  ])('is refused with %s', async (_, content, reason) => {
    expect(await reasonOf(content, 'members.csv')).toBe(reason);
  });
});

describe('the heading', () => {
  it('is the first row with two known headings, whatever stands above', async () => {
    const sheet = await readSheet(one(['Members of the network', 'per 1 May'], [], heading, kari), 'a.xlsx', {
      isHeading,
    });
    expect(sheet).toMatchObject({ headerRow: 3, header: heading });
    expect(sheet.rows).toEqual([{ number: 4, cells: kari }]);
  });

  it('is the first row with two cells when none is known', async () => {
    const sheet = await readSheet(one(['List'], ['Nom', 'Courriel'], kari), 'a.xlsx', { isHeading });
    expect(sheet).toMatchObject({ headerRow: 2, header: ['Nom', 'Courriel'] });
  });
});

describe('a workbook', () => {
  it('gives days as ISO days and numbers without exponent', async () => {
    const sheet = await readSheet(
      one(['A', 'B'], [{ day: '2026-12-31' }, 4.722355e10], [0.1 + 0.2, 1e-7], [true, 1e21]),
      'a.xlsx',
    );
    expect(sheet.rows.map(({ cells }) => cells)).toEqual([
      ['2026-12-31', '47223550000'],
      ['0.3', '0.0000001'],
      ['TRUE', '1000000000000000000000'],
    ]);
  });

  it('counts days from 1904 when it says so', async () => {
    const content = workbook(
      [
        {
          name: 'A',
          rows: [
            ['A', 'B'],
            [{ day: '2026-02-28' }, 'x'],
          ],
        },
      ],
      { date1904: true },
    );
    expect((await readSheet(content, 'a.xlsx')).rows[0]?.cells[0]).toBe('2026-02-28');
  });

  it('takes the last result of a formula, and nothing where none was computed', async () => {
    const sheet = await readSheet(
      one(['A', 'B', 'C'], [{ formula: '1+1', result: '2' }, { formula: 'NOW()' }, '=text']),
      'a.xlsx',
    );
    expect(sheet.rows[0]?.cells).toEqual(['2', '', '=text']);
  });

  it('reads the first visible sheet with content and names the others', async () => {
    const rows = [heading, kari];
    const content = workbook([
      { name: 'Secret', rows, hidden: true },
      { name: 'Empty', rows: [] },
      { name: 'Æ & Ø', rows },
      { name: 'Old', rows },
    ]);
    expect(await readSheet(content, 'a.xlsx')).toMatchObject({
      sheetName: 'Æ & Ø',
      otherSheets: ['Secret', 'Empty', 'Old'],
    });
  });

  it('keeps its row numbers over gaps, and all letters', async () => {
    const sheet = await readSheet(one(heading, [], [], ['Þóra Łęcka <&>\r\n', null, 'x']), 'A.XLSX');
    expect(sheet.rows).toEqual([{ number: 4, cells: ['Þóra Łęcka <&>\r\n', '', 'x'] }]);
  });

  it('does not care about an address far out with nothing in it', async () => {
    const files = spoiled('xl/worksheets/sheet1.xml', (xml) =>
      xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'),
    );
    expect((await readSheet(zip(files), 'a.xlsx')).rows).toHaveLength(1);
  });

  it('is read alike by another reader', async () => {
    const content = one(heading, ['Þóra Łęcka', 'x'], [1.5, { day: '2026-12-31' }]);
    const [other] = await readExcelFile(content);
    expect(
      other?.data.map((row) =>
        row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))),
      ),
    ).toEqual([heading, ...(await readSheet(content, 'a.xlsx')).rows.map(({ cells }) => cells)]);
  });

  it('reads texts typed into the cell and texts in several pieces', async () => {
    const files = spoiled('xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(
        '</sheetData>',
        '<row><c t="inlineStr"><is><r><t>Ka</t></r><r><t>ri</t></r><rPh><t>no</t></rPh></is></c></row></sheetData>',
      ),
    );
    expect((await readSheet(zip(files), 'a.xlsx')).rows[1]).toEqual({ number: 3, cells: ['Kari', ''] });
  });
});

function spoiled(name: string, change: (xml: string) => string) {
  return workbookFiles([{ name: 'Members', rows: [heading, kari] }]).map((file) =>
    file.name === name ? { ...file, content: change(String(file.content)) } : file,
  );
}

const withFile = (...extra: Parameters<typeof zip>[0]) => zip([...spoiled('', String), ...extra]);
const inSheet = (change: (xml: string) => string) => zip(spoiled('xl/worksheets/sheet1.xml', change));
const nested = (depth: number): Buffer =>
  zip([{ name: '0.zip', content: depth ? nested(depth - 1) : Buffer.alloc(1_000) }]);
const ole = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(stream, 'utf16le')]);
const whole = one(heading, kari);
const entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';

describe('a hostile or broken workbook is refused, with a reason', () => {
  it.each([
    ['a PDF with the wrong ending', () => utf8('%PDF-1.7'), 'mistyped'],
    ['text with the wrong ending', () => utf8('Name;E-mail'), 'mistyped'],
    ['a workbook of the old kind', () => ole('Workbook'), 'oldExcel'],
    ['a workbook with a password', () => ole('EncryptedPackage'), 'encrypted'],
    ['an archive with a password', () => withFile({ name: 'a', content: 'x', encrypted: true }), 'encrypted'],
    ['an archive that is no workbook', () => zip([{ name: 'word/document.xml', content: '<w/>' }]), 'notWorkbook'],
    ['archives in archives in archives', () => nested(20), 'notWorkbook'],
    ['a bomb that says so', () => withFile({ name: 'b', content: Buffer.alloc(60_000_000) }), 'inflatesTooMuch'],
    [
      'a smaller bomb, packed too well',
      () => withFile({ name: 'b', content: Buffer.alloc(5_000_000) }),
      'packedTooTight',
    ],
    ['a bomb that lies about its size', () => lyingBomb(), 'damaged'],
    ['100,000 files', () => withFile(...many(100_000)), 'tooManyEntries'],
    ['a name that climbs out', () => withFile({ name: '../../etc/cron.d/x', content: 'x' }), 'unsafe'],
    ['a name with a backslash', () => withFile({ name: '..\\x', content: 'x' }), 'unsafe'],
    ['an absolute name', () => withFile({ name: '/etc/x', content: 'x' }), 'unsafe'],
    ['one name twice', () => withFile({ name: 'XL/workbook.xml', content: 'x' }), 'unsafe'],
    ['declared entities', () => inSheet((xml) => xml.replace('<worksheet', `${entity}<worksheet`)), 'unsafe'],
    ['endless nesting', () => inSheet((xml) => xml.replace('<sheetData>', '<a>'.repeat(100_000))), 'unsafe'],
    ['a file that stops early', () => whole.subarray(0, whole.length - 200), 'damaged'],
    ['XML that stops early', () => inSheet((xml) => xml.slice(0, -30)), 'damaged'],
    ['bytes turned over', () => flipped(whole), 'damaged'],
    ['a text that is not in its table', () => inSheet((xml) => xml.replace('<v>0</v>', '<v>99</v>')), 'damaged'],
    ['a row number beyond all rows', () => inSheet((xml) => xml.replace('row r="2"', 'row r="4000000000"')), 'damaged'],
    ['no sheet', () => zip(spoiled('xl/workbook.xml', (xml) => xml.replace(/<sheet .*\/>/, ''))), 'noSheets'],
    ['nothing in its sheets', () => workbook([{ name: 'A', rows: [] }]), 'noRows'],
  ])('%s', async (_, content, reason) => {
    expect(await reasonOf(content(), 'members.xlsx')).toBe(reason);
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `f/${index}`, content: '', stored: true }));
  const lyingBomb = () => {
    const bomb = `<worksheet>${' '.repeat(60_000_000)}</worksheet>`;
    return zip(spoiled('xl/worksheets/sheet1.xml', () => bomb).map((file) => lie(file)));
  };
  const lie = <T extends { name: string }>(file: T) =>
    file.name.includes('sheet1') ? { ...file, declaredSize: 900 } : file;
  const flipped = (content: Buffer) => {
    const copy = Buffer.from(content);
    const start = copy.indexOf('xl/worksheets/sheet1.xml') + 30;
    for (let at = start; at < start + 60; at += 1) copy[at] = copy[at]! ^ 0xff;
    return copy;
  };
});

describe('limits', () => {
  it.each([
    ['bytes', { maxBytes: 100 }, 'tooLarge'],
    ['rows', { maxRows: 1 }, 'tooManyRows'],
    ['columns', { maxColumns: 1 }, 'tooManyColumns'],
    ['cells', { maxCells: 5 }, 'tooManyCells'],
  ])('too many %s are refused in both formats', async (_, limits, reason) => {
    const csv = utf8(`Name;E-mail\n${'Kari;kari@example.org\n'.repeat(10)}`);
    expect(await reasonOf(one(heading, kari, kari, kari), 'a.xlsx', limits)).toBe(reason);
    expect(await reasonOf(csv, 'a.csv', limits)).toBe(reason);
  });

  it.each(['members.xls', 'members.XLS'])('the old kind %s is refused whatever is inside', async (filename) => {
    expect(await reasonOf(utf8('Name;E-mail\n'), filename)).toBe('oldExcel');
  });

  it.each(['members.ods', 'members'])('%s is refused as unknown', async (filename) => {
    expect(await reasonOf(whole, filename)).toBe('unknownKind');
  });

  it('a workbook with macros is refused as such', async () => {
    expect(await reasonOf(whole, 'members.xlsm')).toBe('macros');
  });

  it('names the field, the key and the details of a refusal', async () => {
    await expect(readSheet(utf8('%PDF-1.7'), 'a.xlsx')).rejects.toMatchObject({
      status: 422,
      fields: { file: { key: 'platform.files.sheet.mistyped', params: { ending: '.xlsx', found: 'PDF' } } },
    });
  });
});
