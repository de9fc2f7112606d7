import { Office } from '@samrad/platform/office';
import { Pdf } from '@samrad/platform/pdf';
import { loadEnv } from '../../../../config/env.js';
import { type ReadPdf, readPdf } from '../../../../test/support/pdf.js';
import { type AgendaPaperInput, type AgendaPaperItem, agendaPaper } from './agenda-paper.js';

const title = 'Dagsorden: Reintegrering i praksis';
const pdf = new Pdf();
const office = new Office(pdf, loadEnv({}));

const anItem = (number: number, more: Partial<AgendaPaperItem> = {}): AgendaPaperItem => ({
  time: `09.${10 + number}–09.${20 + number}`,
  number: String(number),
  title: `Sak om retur ${number}`,
  note: null,
  presenters: ['Norge'],
  type: 'til drøfting',
  documents: [],
  isBreak: false,
  ...more,
});

const sample: AgendaPaperInput = {
  labels: {
    page: 'Side {page} av {pages}',
    time: 'Tid',
    number: 'Nr.',
    item: 'Sak',
    presenter: 'Innleder',
    type: 'Type',
    documents: 'Dokumenter',
    changes: 'Endret siden versjon 2',
  },
  publisher: 'EMN Norge',
  subtitle: '12. møte i returekspertgruppen',
  status: 'Versjon 3, 1. desember 2026',
  footer: title,
  facts: [
    { label: 'Dato', value: '10. desember 2026' },
    { label: 'Lenke', value: null },
  ],
  changes: ['Sak 4 er flyttet fra 10.45 til 13.15'],
  days: [
    {
      heading: 'Torsdag 10. desember',
      items: [
        anItem(1, {
          documents: ['Rapport.pdf', `${'Arbeidsmigrasjon'.repeat(6)}.docx`],
          presenters: ['Æse Ødegård', 'Polen'],
        }),
        anItem(2, { isBreak: true, number: null, title: 'Lunsj', type: null, presenters: [] }),
        anItem(3, { note: '#eval("1+1") *stjerne*', type: 'til beslutning' }),
      ],
    },
    { heading: 'Fredag 11. desember', items: Array.from({ length: 40 }, (_, at) => anItem(at + 4)) },
    { heading: 'Lørdag 12. desember', items: [] },
  ],
  closing: 'Alle klokkeslett er norsk tid.',
};

async function printedFile(input: AgendaPaperInput): Promise<Buffer> {
  return (await office.write(agendaPaper(input, { language: 'nb', title }), 'pdf')).content;
}

async function printed(input: AgendaPaperInput): Promise<ReadPdf> {
  return readPdf(await printedFile(input));
}

afterAll(() => pdf.onModuleDestroy());

describe('the PDF of the agenda', () => {
  it('leaves no heading alone at the foot of a page: neither of a day, nor of a session, nor of the table', async () => {
    const opening = anItem(99, { title: 'Først i økten', headings: ['Bare for statene', 'Gruppe A'] });
    for (let before = 14; before < 30; before++) {
      const items = Array.from({ length: before }, (_, at) => anItem(at + 1, { presenters: [], type: null }));
      const next = { heading: 'Fredag 11. desember', items: [opening] };
      const { text } = await printed({
        ...sample,
        changes: [],
        days: [{ heading: 'Torsdag 10. desember', items }, next],
      });
      expect(text).toMatch(/Fredag 11\. desember (?:Tid Nr\. Sak Innleder Type )?Bare for statene Gruppe A 09/);
      const one = [...items, opening];
      const within = await printed({ ...sample, changes: [], days: [{ heading: null, items: one }] });
      expect(within.text).toMatch(/Bare for statene Gruppe A 09/);
    }
  });

  it('shows times, numbers, titles, presenters, types, documents and what changed', async () => {
    const read = await printed(sample);
    expect(read).toMatchObject({ title, language: 'nb', tagged: true, claimsUa: true });
    for (const words of [
      'Endret siden versjon 2 • Sak 4 er flyttet fra 10.45 til 13.15',
      'Torsdag 10. desember Tid Nr. Sak Innleder Type 09.11–09.21 1 Sak om retur 1 Dokumenter: Rapport.pdf',
      'Æse Ødegård Polen til drøfting 09.12–09.22 Lunsj',
      '#eval("1+1") *stjerne*',
      'Alle klokkeslett er norsk tid.',
    ]) {
      expect(read.text).toContain(words);
    }
    expect(read.text).not.toContain('Lørdag');
    expect(read.text).not.toContain('Lenke');
    expect(read.text.split('Tid Nr. Sak').length - 1).toBe(read.pages + 1);
  });

  it('leaves out columns in which nothing stands', async () => {
    const items = [anItem(1, { presenters: [], type: null })];
    const { text, pages } = await printed({ ...sample, days: [{ heading: null, items }], changes: [], closing: null });
    expect(text).toContain('Tid Nr. Sak 09.11–09.21 1 Sak om retur 1');
    expect(pages).toBe(1);
  });
});

it('is set once for everybody who asks for the same', async () => {
  const render = (footer: string) => printedFile({ ...sample, footer });
  const [one, same, other] = await Promise.all([render('a'), render('a'), render('b')]);
  expect(same).toBe(one);
  expect(other).not.toBe(one);
});
