import { Test } from '@nestjs/testing';
import { Conflict } from '@samrad/platform/errors';
import type { CsvColumn } from '@samrad/platform/files';
import { PlatformModule } from '@samrad/platform/module';
import { Secret } from '@samrad/platform/auth';
import { openDatabase } from '../../../../test/support/database.js';
import { StillClock } from '../../../../test/support/network.js';
import { readPdf } from '../../../../test/support/pdf.js';
import { SheetPdfs, tableOf } from './sheet-pdf.js';

interface Row {
  name: string;
  late: number | null;
  due: string;
}
const columns: CsvColumn<Row>[] = [
  { head: 'Tiltak', value: ({ name }) => name },
  { head: 'Dager', value: ({ late }) => late },
  { head: 'Frist', value: ({ due }) => due },
];

let papers: SheetPdfs;
let close: () => Promise<void>;

beforeAll(async () => {
  const place = await openDatabase();
  const { env, source, reader } = place;
  const parts = { env, source, reader, secret: new Secret('x'.repeat(32)), clock: new StillClock() };
  const module = await Test.createTestingModule({ imports: [PlatformModule.with(parts)] }).compile();
  papers = module.get(SheetPdfs);
  close = async () => {
    await module.close();
    await place.close();
  };
});
afterAll(() => close());

it('prints a table over several pages, tagged and in the language of the reader', async () => {
  const rows = Array.from({ length: 90 }, (_, at) => ({ name: `#Tiltak *${at}*`, late: 1234, due: '2026-12-10' }));
  const tables = [tableOf('Sent ute', columns, rows)];
  const file = await papers.render('nb', { title: 'Oversikt', facts: [{ label: 'Stat', value: 'Finland' }], tables });
  const { pages, text, ...read } = await readPdf(file);
  expect(read).toMatchObject({ tagged: true, claimsUa: true, language: 'nb' });
  expect(pages).toBeGreaterThan(1);
  for (const words of ['#Tiltak *0*', '#Tiltak *89*', '10. des. 2026', 'Stat Finland', 'Sent ute']) {
    expect(text).toContain(words);
  }
});

it('says so when there is nothing, and refuses what nobody would read on paper', async () => {
  const { text } = await readPdf(await papers.render('en', { title: 'Late', tables: [tableOf(null, columns, [])] }));
  expect(text).toContain('Nothing found');
  const many = Array.from({ length: 1001 }, () => ({ name: 'x', late: null, due: '' }));
  const tables = [tableOf(null, columns, many)];
  expect(() => papers.render('en', { title: 'Late', tables })).toThrow(Conflict);
});
