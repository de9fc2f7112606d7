import { Office } from '@samrad/platform/office';
import { Pdf } from '@samrad/platform/pdf';
import { fromMarkdown } from '@samrad/platform/richtext';
import { loadEnv } from '../../../../config/env.js';
import { type ReadPdf, readPdf, strokesOn } from '../../../../test/support/pdf.js';
import { hostile, sampleMinutes } from '../../../../test/support/sample-minutes.js';
import { type MinutesPaperInput, minutesPaper } from './minutes-paper.js';

const title = 'Minutes: Reintegration in practice';
const pdf = new Pdf();
const office = new Office(pdf, loadEnv({}));

async function printedFile(input: MinutesPaperInput, language: 'nb' | 'en' = 'en'): Promise<Buffer> {
  return (await office.write(minutesPaper(input, { language, title }), 'pdf')).content;
}

async function printed(input: MinutesPaperInput, language: 'nb' | 'en' = 'en'): Promise<ReadPdf> {
  return readPdf(await printedFile(input, language));
}

afterAll(() => pdf.onModuleDestroy());

describe('the PDF of the minutes', () => {
  it('shows heading, participants, items, decisions, action items and approval', async () => {
    const { text } = await printed(sampleMinutes);
    for (const words of [
      'EMN Norway Published, version 2',
      `${title} 12th meeting of the Return Expert Group`,
      'Date 10–11 December 2026, 09:00–15:00 (Oslo)',
      'State Name Organisation Austria Æse Ødegård (chair) Directorate of Immigration',
      'Malta: Maria Borg',
      '2 Reintegration programmes in the Western Balkans and the Caucasus: where they meet, where they part',
      'Decision 2/26 The group will keep one list',
      'No. Action Responsible Due 7/26 Send the national list of programmes All States 31 January 2027',
      'Adopted by the Return Expert Group on 20 December 2026.',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('Link ');
  });

  it('says of an item whom it is for, and at the top that some are closed', async () => {
    const items = sampleMinutes.items.map((item, at) => (at === 1 ? { ...item, access: 'States only' } : item));
    const { text } = await printed({ ...sampleMinutes, items, closed: 'Some items are closed.' });
    expect(text).toMatch(/Some items are closed\..*where they part For \w+ · States only/i);
    expect(text.split('States only')).toHaveLength(2);
  });

  it('is tagged, names its title and language, numbers its pages and conforms to PDF/UA-1', async () => {
    const read = await printed(
      { ...sampleMinutes, labels: { ...sampleMinutes.labels, page: 'Side {page} av {pages}' } },
      'nb',
    );
    expect(read).toMatchObject({ title, language: 'nb', tagged: true, claimsUa: true, pages: 3 });
    expect(read.text).toContain('Side 1 av 3');
    expect(read.text).toContain('Side 3 av 3');
    for (const role of ['H1', 'H2', 'P', 'L', 'LI', 'BlockQuote', 'Table', 'TH', 'TD', 'Link']) {
      expect(read.roles).toContain(role);
    }
  });

  it('shows Norwegian, Polish, Romanian, Greek, Cyrillic, Georgian and Armenian letters', async () => {
    const facts = [{ label: 'Letters', value: 'Æ Ø Å æ ø å Ł ż Ș Ț Ħ Ελλάδα Ґ Їжак Кирилица ნინო Հայաստան' }];
    const read = await printed({ ...sampleMinutes, facts });
    expect(read.text).toContain(facts[0]!.value);
    expect(read.claimsUa).toBe(true);
  });

  it('prints what looks like markup as it was written', async () => {
    const { text } = await printed(sampleMinutes);
    expect(text.split(hostile).length - 1).toBe(3);
    expect(text).not.toContain('root:');
  });

  it('draws a frame for each letter of a script without a typeface', async () => {
    const words = (subtitle: string) => printedFile({ ...sampleMinutes, subtitle });
    const strokes = async (subtitle: string): Promise<number> => strokesOn(await words(subtitle));
    expect((await strokes('日本')) - (await strokes('Japan'))).toBe(2);
    expect(await readPdf(await words('Møte om 日本 og 한국'))).toMatchObject({ tagged: true, claimsUa: false });
  });

  it('prints text with letters that no font has, and then does not claim PDF/UA', async () => {
    const read = await printed({ ...sampleMinutes, subtitle: 'Møte med \u0378\u0379 \u0007\ud800' });
    expect(read).toMatchObject({ tagged: true, claimsUa: false });
    expect(read.text).toContain('Møte med');
    expect(read.text).toContain('Adopted by the Return Expert Group');
  });

  it('never skips a heading level, whatever the writer did', async () => {
    const text = fromMarkdown('#### Deep first\n\n## Then high\n\n#### Deep again');
    const read = await printed({ ...sampleMinutes, items: [{ ...sampleMinutes.items[0]!, text }] });
    expect(read.claimsUa).toBe(true);
    expect(read.roles.filter((role) => /^H\d$/.test(role))).toEqual(['H1', 'H1', 'H1', 'H2', 'H2', 'H3', 'H1']);
  });

  it('repeats the head of a table on each page', async () => {
    const people = Array.from({ length: 90 }, (_, at) => ({ name: `Person ${at}`, organisation: null, note: null }));
    const { text } = await printed({ ...sampleMinutes, delegations: [{ state: 'Norway', people }] });
    expect(text.split('State Name Organisation').length - 1).toBeGreaterThan(2);
  });

  it('is short for minutes with nothing in them', async () => {
    const empty = { delegations: [], absent: [], items: [], facts: [], approval: null, signatures: [], subtitle: null };
    const read = await printed({ ...sampleMinutes, ...empty });
    expect(read).toMatchObject({ pages: 1, claimsUa: true });
  });

  it('serves many at once', async () => {
    const files = await Promise.all(
      ['a', 'b', 'c', 'd'].map((footer) => printed({ ...sampleMinutes, footer: `Footer ${footer}` })),
    );
    expect(files.map(({ text }) => /Footer (\w)/.exec(text)?.[1])).toEqual(['a', 'b', 'c', 'd']);
  });
});
