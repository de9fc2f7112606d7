import { Pdf } from '@samrad/platform/pdf';
import { readPdf } from '../../../../test/support/pdf.js';
import type { Badge, BadgesPdf, CertificatePdf } from './roster-pdf.js';

const pdf = new Pdf();
afterAll(() => pdf.onModuleDestroy());

const badge = (name: string): Badge => ({ name, organisation: 'UDI', state: 'Norge', role: null });
const badges = async (all: Badge[]) => {
  const data: BadgesPdf = { meeting: 'REG 41', when: '10. desember', publisher: 'UDI', empty: 'Ingen', badges: all };
  return readPdf(await pdf.render('delegations/roster/badges', data, { language: 'nb', title: 'Navneskilt' }));
};

it('prints ten badges a page', async () => {
  const names = Array.from({ length: 21 }, (_, at) => badge(`Person ${at + 1}`));
  expect(await badges(names.slice(0, 10))).toMatchObject({ pages: 1, claimsUa: true });
  const { pages, text } = await badges(names);
  expect(pages).toBe(3);
  expect(names.filter(({ name }) => !text.includes(name))).toEqual([]);
});

it('prints the longest names, words that look like markup, and a page when nobody comes', async () => {
  const { pages, text } = await badges([badge(`${'Konstantynopolitańczykowianeczka '.repeat(6)}#eval("1+1") *x*`)]);
  expect(pages).toBe(1);
  expect(text).toContain('#eval("1+1") *x*');
  expect((await badges([])).text).toContain('Ingen');
});

it('makes a certificate of one page that reads as sentences', async () => {
  const data: CertificatePdf = {
    ...{ publisher: 'UDI', heading: 'Deltakerbevis', lines: ['UDI bekrefter at', 'deltok fysisk på'] },
    ...{ name: 'Łukasz Żółkiewski', organisation: null, meeting: 'REG 41: Retur' },
    facts: [{ label: 'Tid', value: '10. desember' }],
    ...{ issued: 'Utstedt 11. desember', signed: 'UDI' },
  };
  const file = await pdf.render('delegations/roster/certificate', data, { language: 'nb', title: 'Deltakerbevis' });
  const read = await readPdf(file);
  expect(read).toMatchObject({ pages: 1, tagged: true, claimsUa: true, language: 'nb' });
  expect(read.text).toContain('UDI bekrefter at Łukasz Żółkiewski deltok fysisk på REG 41: Retur');
});
