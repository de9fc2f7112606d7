import { fromMarkdown, toTypst } from '@samrad/platform/richtext';
import { Pdf } from '@samrad/platform/pdf';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnv } from '../../../../config/env.js';
import { hasLibreOffice, unzipped, wordsInLibreOffice } from '../../../../test/support/office.js';
import { readPdf } from '../../../../test/support/pdf.js';
import { Office } from './office.js';
import { type Paper, plain } from './paper.js';

const pdf = new Pdf();
const office = new Office(pdf, loadEnv({}));
afterAll(() => pdf.onModuleDestroy());

const written = `Retur er **viktig**, se [lenke](https://example.org/a?b=1&c=2).

3. tredje sak
4. fjerde sak

- punkt
  - underpunkt

> Et sitat

| Stat | Antall |
| --- | --- |
| Norge | 12 |`;

const paper: Paper = {
  language: 'nn',
  title: 'Referat: <Retur> & «praksis»',
  publisher: 'EMN Noreg',
  subtitle: 'REG 41',
  status: 'Versjon 2',
  footer: 'Referat frå møtet',
  pages: 'Side {page} av {pages}',
  facts: [{ label: 'Stad', value: 'Oslo' }],
  blocks: [
    { kind: 'section', text: 'Deltakarar' },
    {
      kind: 'grid',
      columns: [
        { head: 'Stat', width: 1 },
        { head: 'Namn', width: 2 },
      ],
      rows: [
        { cells: [{ ...plain('Noreg'), rows: 2 }, plain('Æse Ødegård')] },
        { cells: [plain('Łukasz Żółć')], isShaded: true },
        { cells: [plain('Polen'), plain('Ewa\u0007 Nowak')] },
      ],
    },
    ...toTypst(fromMarkdown(written)),
    { kind: 'frame', title: 'Avgjerd 2/26', text: 'Ei liste.\nIkkje to.' },
    { kind: 'label', text: 'Oppfølging' },
    { kind: 'note', text: 'Liten skrift' },
    { kind: 'signatures', lines: [{ label: 'Leiar', name: 'Kari Nordmann' }] },
  ],
};

const all = [
  ...['Referat: <Retur> & «praksis»', 'REG 41', 'Oslo', 'Deltakarar', 'Æse Ødegård', 'Łukasz Żółć', 'Ewa Nowak'],
  ...['viktig', 'lenke', 'tredje sak', 'underpunkt', 'Et sitat', 'Norge', 'Avgjerd 2/26', 'Ikkje to.', 'Oppfølging'],
  ...['Liten skrift', 'Kari Nordmann'],
];

describe('a document in each format', () => {
  it('is a tagged PDF for readers, and a PDF/A-2a for the archive, with the same words', async () => {
    const [reading, filing] = [await office.write(paper, 'pdf'), await office.write(paper, 'pdfa')];
    const read = await readPdf(reading.content);
    expect(read).toMatchObject({ language: 'nn', tagged: true, claimsUa: true, claimsArchive: null });
    const filed = await readPdf(filing.content);
    expect(filed).toMatchObject({ title: paper.title, tagged: true, claimsUa: false, claimsArchive: '2A' });
    expect(filed.text).toBe(read.text);
    for (const words of all) expect(read.text).toContain(words);
    for (const role of ['H1', 'Table', 'TH', 'L', 'LI', 'BlockQuote', 'Link']) expect(filed.roles).toContain(role);
  });

  it('is HTML that stands for itself: escaped, in its language, with head cells for columns', async () => {
    const text = (await office.write(paper, 'html')).content.toString();
    expect(text).toContain('<html lang="nn">');
    expect(text).toContain('<h1>Referat: &lt;Retur&gt; &amp; «praksis»</h1>');
    expect(text).toContain('<td rowspan="2">Noreg</td>');
    expect(text).toContain('<th scope="col">Stat</th>');
    expect(text).toContain('<a href="https://example.org/a?b=1&amp;c=2">lenke</a>');
    expect(text).toContain('<ol start="3">');
    expect(text).not.toContain('\u0007');
  });

  it('is a DOCX with headings, repeated table heads, lists, language, head and foot', async () => {
    const files = await unzipped((await office.write(paper, 'docx')).content);
    const part = (name: string) => files.get(`word/${name}`)!.toString();
    const document = part('document.xml');
    expect(document).toContain('<w:pStyle w:val="Title"/>');
    expect(document).toContain('<w:pStyle w:val="Heading1"/>');
    expect(document).toContain('<w:tblHeader/>');
    expect(document).toContain('w:val="restart"');
    expect(part('numbering.xml')).toContain('<w:start w:val="3"/>');
    expect(part('styles.xml')).toContain('w:val="nn-NO"');
    expect(part('header1.xml')).toContain('EMN Noreg');
    expect(part('footer1.xml')).toContain('NUMPAGES');
  });

  it('is an ODT whose first file names its kind, unpacked', async () => {
    const { content } = await office.write(paper, 'odt');
    expect(content.subarray(30, 77).toString()).toBe('mimetypeapplication/vnd.oasis.opendocument.text');
    const files = await unzipped(content);
    const body = files.get('content.xml')!.toString();
    expect(body).toContain('table:number-rows-spanned="2"');
    expect(body).toContain('<table:covered-table-cell/>');
    expect(body).toContain('text:start-value="3"');
    expect(files.get('styles.xml')!.toString()).toContain('<text:page-count>');
  });

  const opened = hasLibreOffice ? it : it.skip;
  opened.each(['docx', 'odt'] as const)('opens in LibreOffice as %s with every word', async (format) => {
    const text = await wordsInLibreOffice((await office.write(paper, format)).content, format);
    for (const words of all) expect(text).toContain(words);
    expect(text).toContain('3. tredje sak');
  });
});

describe('the logo', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGPg8mn7//8/AAnRA9rWZPkiAAAAAElFTkSuQmCC',
    'base64',
  );

  it('stands at the top of every format', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'samrad-logo-')), 'logo.png');
    await writeFile(file, png);
    const mine = new Office(pdf, loadEnv({ LOGO_FILE: file }));
    await mine.onModuleInit();
    expect((await mine.write(paper, 'html')).content.toString()).toContain('src="data:image/png;base64,iVBOR');
    expect((await unzipped((await mine.write(paper, 'odt')).content)).get('Pictures/logo.png')).toEqual(png);
    expect([...(await unzipped((await mine.write(paper, 'docx')).content)).keys()].join()).toContain('word/media/');
    const printed = (await mine.write(paper, 'pdfa')).content;
    expect(printed.toString('latin1')).toContain('/Subtype /Image');
    expect(await readPdf(printed)).toMatchObject({ claimsArchive: '2A' });
  });

  it('stops the start when it is no picture, with the name of the setting', async () => {
    for (const file of ['/no/such/file.png', import.meta.filename]) {
      await expect(new Office(pdf, loadEnv({ LOGO_FILE: file })).onModuleInit()).rejects.toThrow(/^LOGO_FILE: /);
    }
  });
});
