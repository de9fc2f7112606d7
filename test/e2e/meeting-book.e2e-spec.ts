import { PDFDocument } from '@cantoo/pdf-lib';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting, personOf, type HeldMeeting } from '../support/held-meeting.js';
import { docx } from '../support/office-files.js';
import { unzipped } from '../support/office.js';
import { readPdf } from '../support/pdf.js';

let app: TestApp;
let ola: Browser;
let aino: Browser;
let meeting: HeldMeeting;
let at: string;

const bytes = (stream: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void) => {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
};

const file = async (browser: Browser, path: string) =>
  browser.raw
    .get(path)
    .buffer(true)
    .parse(bytes as never);

async function aPdf(words: string): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  pdf.addPage([300, 400]).drawText(words);
  return Buffer.from(await pdf.save());
}

async function paper(fields: { title: string; audience?: string; itemId?: string }, name: string, content: Buffer) {
  const { title, audience = 'network', itemId = '' } = fields;
  await ola
    .upload(`${at}/documents/upload`, 'file', { content, filename: name }, { title, audience, language: 'en', itemId })
    .expect(303);
  const { items } = (await ola.api('get', `${at}/documents`)).body;
  return items.find((one: { title: string }) => one.title === title).id as string;
}

beforeAll(async () => {
  app = await startApp();
  [ola, aino] = [await app.as('secretariat'), await app.as('expert')];
});
afterAll(() => app.close());

beforeEach(async () => {
  meeting = await aHeldMeeting(app);
  at = `/meetings/${meeting.id}`;
  await ola.get(`${at}?lang=en`);
  await aino.get(`${at}?lang=en`);
  await ola.post(`${at}/agenda/publication`).expect(303);
});

describe('the meeting book', () => {
  it('is one PDF with contents, agenda and papers, and names what could not be put in', async () => {
    await paper({ title: 'Figures', itemId: meeting.items[2]! }, 'figures.pdf', await aPdf('figures of return'));
    await paper({ title: 'Budget' }, 'budget.csv', Buffer.from('a;b\n1;2\n'));
    const { body, headers } = await file(aino, `${at}/book.pdf`);
    expect(headers['content-type']).toBe('application/pdf');
    const { text } = await readPdf(body);
    const words = text.replace(/\s+/g, ' ');
    expect(words).toMatch(/Contents.*Agenda.*2.*Budget.*Figures.*figures of return/);
  });

  it('sets text, rows and Word papers as pages that say so, and names what only the ZIP has', async () => {
    await paper({ title: 'Budget' }, 'budget.csv', Buffer.from('State;Returns\nNO;112\nSE;298\n'));
    await paper({ title: 'Mandate' }, 'mandate.txt', Buffer.from('Purpose\nCompare *support* after return.\n'));
    await paper({ title: 'Study' }, 'study.docx', docx(['Reintegration after twelve months']));
    const picture = await paper({ title: 'Map' }, 'map.png', Buffer.from('89504e470d0a1a0a00', 'hex'));
    const { text, pages } = await readPdf((await file(aino, `${at}/book.pdf`)).body);
    for (const words of ['NO 112', 'SE 298', 'Compare *support* after return.', 'Reintegration after twelve months'])
      expect(text).toContain(words);
    expect(text).toMatch(/Set from the original, budget\.csv \(CSV\), as a table\. The original is in the ZIP/);
    expect(text).toContain('Map PNG: not in this file, but in the ZIP –');
    expect(text).toContain('One paper is not in this file');
    expect(text.match(/Page \d+ of \d+/g)).toEqual(
      Array.from({ length: pages }, (_, index) => `Page ${index + 1} of ${pages}`),
    );
    const page = (await aino.get(`${at}/book`)).text;
    expect(page).toMatch(/as a table in the PDF[^]*only in the ZIP/);
    const { items } = (await ola.api('get', `${at}/receipts`)).body;
    const unread = (items as { documentId: string; opened: unknown[] }[]).filter(({ opened }) => !opened.length);
    expect(unread.map(({ documentId }) => documentId)).toEqual([picture]);
  });

  it('is a ZIP of the papers as they were uploaded, in the order of the agenda', async () => {
    await paper({ title: 'Figures', itemId: meeting.items[2]! }, 'figures.pdf', await aPdf('figures'));
    await paper({ title: 'Budget' }, 'budget.csv', Buffer.from('a;b\n1;2\n'));
    const entries = await unzipped((await file(aino, `${at}/book.zip`)).body);
    expect([...entries.keys()]).toEqual([
      expect.stringMatching(/^01 Agenda.*\.pdf$/),
      '02 Budget.csv',
      '03 Figures.pdf',
    ]);
    expect(entries.get('02 Budget.csv')!.toString()).toBe('a;b\n1;2\n');
  });

  it('holds for each reader what they may open, on the page and in both files', async () => {
    await paper({ title: 'Canary', audience: 'organisers' }, 'canary.pdf', await aPdf('canary words'));
    expect((await aino.get(`${at}/book`)).text).not.toContain('Canary');
    expect((await readPdf((await file(aino, `${at}/book.pdf`)).body)).text).not.toMatch(/canary/i);
    expect([...(await unzipped((await file(aino, `${at}/book.zip`)).body)).keys()]).toHaveLength(1);
    expect((await readPdf((await file(ola, `${at}/book.pdf`)).body)).text).toContain('canary words');
    expect((await app.visitor().get(`${at}/book`)).status).toBe(404);
    expect((await file(app.visitor(), `/api/v1${at}/book/pdf`)).status).toBe(404);
  });

  it('leaves a broken PDF out and says so', async () => {
    await paper({ title: 'Torn' }, 'torn.pdf', Buffer.from('%PDF-1.7\nnothing'));
    const { text } = await readPdf((await file(aino, `${at}/book.pdf`)).body);
    expect(text.replace(/\s+/g, ' ')).toContain('Cannot be read as a PDF');
  });
});

describe('who opened the papers', () => {
  it('is noted of those signed in, by the file and by the book, and named to organisers only', async () => {
    const id = await paper({ title: 'Figures' }, 'figures.pdf', await aPdf('figures'));
    const opened = async () => (await ola.api('get', `${at}/receipts`)).body.items[0];
    expect(await opened()).toMatchObject({ documentId: id, opened: [] });
    await aino.raw.head(`/documents/${id}/file`);
    await aino.raw.get(`/documents/${id}/file`).set('sec-purpose', 'prefetch');
    expect((await opened()).opened).toEqual([]);
    await aino.get(`/documents/${id}/file`);
    await file(aino, `${at}/book.zip`);
    const personId = await personOf(app, 'expert');
    expect(await opened()).toMatchObject({ opened: [{ personId, stateCode: 'NO' }], notYet: [expect.anything()] });
    expect((await ola.get(`${at}/receipts`)).text).toContain('One has opened it');
    expect((await aino.get(`${at}/receipts`)).status).toBe(403);
    await aino.api('get', `${at}/receipts`).expect(403);
  });

  it('counts of the papers listed in the book only those that the file holds', async () => {
    const [figures, torn] = [
      await paper({ title: 'Figures' }, 'figures.pdf', await aPdf('figures')),
      await paper({ title: 'Torn' }, 'torn.pdf', Buffer.from('%PDF-1.7\nnothing')),
    ];
    const openedBy = async () => {
      const { items } = (await ola.api('get', `${at}/receipts`)).body;
      const seen = items as { documentId: string; opened: unknown[] }[];
      return seen.filter(({ opened }) => opened.length).map(({ documentId }) => documentId);
    };
    await file(aino, `${at}/book.pdf`);
    expect(await openedBy()).toEqual([figures]);
    await file(aino, `${at}/book.zip`);
    expect((await openedBy()).sort()).toEqual([figures, torn].sort());
  });

  it('is told to readers wherever there is something to open, and to no visitor', async () => {
    const id = await paper({ title: 'Figures', audience: 'public' }, 'figures.pdf', await aPdf('figures'));
    const told = 'the organisers can see that you did';
    for (const path of [at, `${at}/book`, `/documents/${id}`]) expect((await aino.get(path)).text).toContain(told);
    expect((await app.visitor().get(`/documents/${id}`)).text).not.toContain(told);
  });
});
