import { createHash } from 'node:crypto';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { readFileSync } from 'node:fs';
import { Events } from '@samrad/platform/events';
import { AttendanceService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting, type HeldMeeting, personOf } from '../support/held-meeting.js';
import { hasLibreOffice, unzipped, wordsInLibreOffice } from '../support/office.js';
import { readPdf } from '../support/pdf.js';

let app: TestApp;
let ola: Browser;
let meeting: HeldMeeting;
let at: string;

const schema = readFileSync(new URL('../../libs/filing/src/archive/schema/arkivmelding.xsd', import.meta.url), 'utf8');

const bytes = (stream: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void) => {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
};
const file = async (browser: Browser, query: string) => {
  const answer = await browser.raw
    .get(`${at}/papers/file?${query}`)
    .buffer(true)
    .parse(bytes as never);
  return { status: answer.status, headers: answer.headers, body: answer.body as Buffer };
};

async function write(text: string) {
  const { body } = await ola.api('get', `${at}/minutes?draft=true`);
  const { id } = body.sections[0];
  const { version } = (await ola.api('get', `/minutes-sections/${id}`)).body;
  await ola.api('put', `/minutes-sections/${id}`, { markdown: text, version }).expect(200);
}

const publish = (audience: string) =>
  ola.post(`${at}/minutes/publication`, { audience, tell: '', version: 1 }).expect(303);

beforeAll(async () => {
  app = await startApp();
  ola = await app.as('secretariat');
});
afterAll(() => app.close());

beforeEach(async () => {
  meeting = await aHeldMeeting(app);
  at = `/meetings/${meeting.id}`;
  await ola.get(`${at}?lang=en`);
  await ola.post(`${at}/minutes`).expect(303);
  await write('Return **counselling** begins early.');
  await ola.post(`${at}/decisions`, { text: 'One list is kept.', itemId: meeting.items[2]! }).expect(303);
  const persons = [{ personId: await personOf(app, 'expert'), presence: 'on_site' as const }];
  await app.get(AttendanceService).note(system, meeting.id, persons);
});

describe('documents of a meeting', () => {
  it('come in five formats, in the language asked for, with the same words', async () => {
    const asked = await Promise.all(
      ['html', 'docx', 'odt'].map((format) => file(ola, `kind=minutes&format=${format}&language=nn`)),
    );
    const pdf = await readPdf((await file(ola, 'kind=minutes&format=pdf&language=nn')).body);
    const pdfa = await readPdf((await file(ola, 'kind=minutes&format=pdfa&language=nn')).body);
    expect(pdf).toMatchObject({ language: 'nn', claimsUa: true });
    expect(pdfa).toMatchObject({ language: 'nn', claimsArchive: '2A', tagged: true, text: pdf.text });
    const docx = (await unzipped(asked[1]!.body)).get('word/document.xml')!.toString();
    const odt = (await unzipped(asked[2]!.body)).get('content.xml')!.toString();
    for (const text of [asked[0]!.body.toString(), docx, odt, pdf.text]) {
      for (const words of ['counselling', 'One list is kept.', 'Deltakarar', 'Avgjerd']) expect(text).toContain(words);
    }
    expect(asked[0]!.headers['content-security-policy']).toContain("default-src 'none'");
    expect(asked[1]!.headers['content-disposition']).toContain('attachment');
  });

  it('leave out what was ticked, and keep the rest', async () => {
    const { body } = await file(ola, 'kind=minutes&format=html&without=decisions&without=participants');
    const text = body.toString();
    expect(text).toContain('counselling');
    expect(text).not.toContain('One list is kept.');
    expect(text).not.toContain('Participants');
  });

  it('list who was there, without addresses, and what was decided, by itself', async () => {
    const participants = (await file(ola, 'kind=participants&format=html&language=en')).body.toString();
    expect(participants).toContain('One participant');
    expect(participants).toContain('Samuel Tesfay');
    expect(participants).toContain('One was not there');
    expect(participants).not.toMatch(/\w@\w/);
    const decisions = (await file(ola, 'kind=decisions&format=html&language=en')).body.toString();
    expect(decisions).toContain('One list is kept.');
    expect(decisions).toContain('Not published yet');
    expect(decisions).not.toContain('counselling');
  });

  it('are for each reader what they may see: by page, file and API alike', async () => {
    const [aino, visitor] = [await app.as('expert'), app.visitor()];
    const kinds = async (browser: Browser) =>
      (await browser.api('get', `${at}/papers`)).body.items?.map(({ kind }: { kind: string }) => kind);
    expect(await kinds(ola)).toEqual(['agenda', 'minutes', 'participants', 'decisions']);
    expect(await kinds(aino)).toEqual(['participants']);
    for (const kind of ['agenda', 'minutes', 'decisions']) {
      expect((await file(aino, `kind=${kind}&format=html`)).status).toBe(404);
      await aino.api('get', `${at}/papers/${kind}?format=html`).expect(404);
    }
    expect((await visitor.get(`${at}/papers`)).status).toBe(404);
    await publish('network');
    expect(await kinds(aino)).toEqual(['minutes', 'participants', 'decisions']);
    expect((await aino.get(`${at}/papers`)).text).not.toContain(`${at}/archive`);
    const answer = await aino.api('get', `${at}/papers/minutes?format=html&language=nb`).expect(200);
    expect(answer.text).toContain('lang="nb"');
    expect((await visitor.get(`${at}/papers/file?kind=minutes&format=html`)).status).toBe(404);
  });

  it('refuse what nobody can make, by name', async () => {
    await ola.api('get', `${at}/papers/minutes?format=exe`).expect(422);
    await ola.api('get', `${at}/papers/budget`).expect(422);
    expect((await file(ola, 'kind=minutes&format=docx&language=xx')).status).toBe(422);
  });

  const opened = hasLibreOffice ? it : it.skip;
  opened('open in LibreOffice', async () => {
    for (const format of ['docx', 'odt']) {
      const words = await wordsInLibreOffice((await file(ola, `kind=minutes&format=${format}`)).body, format);
      for (const one of ['counselling', 'One list is kept.', 'Samuel Tesfay']) expect(words).toContain(one);
    }
  });
});

describe('a document that is kept to be worked on', () => {
  const keep = (fields: object = {}) => ola.post(`${at}/papers/kept`, { kind: 'minutes', language: 'en', ...fields });
  const versionsOf = async (id: string) => (await ola.api('get', `/documents/${id}/versions`)).body.items;

  it('is made once, and anew only when it would say something else', async () => {
    const { location } = (await keep().expect(303)).headers;
    const id = location!.split('/').at(-1)!;
    expect((await ola.api('get', `/documents/${id}`)).body).toMatchObject({ audience: 'organisers', language: 'en' });
    expect((await ola.api('get', `${at}/documents`)).body.items).toHaveLength(1);
    expect((await keep().expect(303)).headers.location).toBe(location);
    expect(await versionsOf(id)).toEqual([]);
    await write('Return counselling begins **at once**.');
    await keep().expect(303);
    expect(await versionsOf(id)).toMatchObject([{ number: 2, isMadeHere: true }, { number: 1 }]);
  });

  it('is never overwritten once somebody edited it: it asks, and makes a version above', async () => {
    const id = (await keep().expect(303)).headers.location!.split('/').at(-1)!;
    const content = (await file(ola, 'kind=decisions&format=docx&language=en')).body;
    const mine = { content, filename: 'mine.docx' };
    await ola.get(`/documents/${id}/versions`);
    await ola.upload(`/documents/${id}/versions`, 'file', mine, { version: '1' }).expect(303);
    await write('Something new.');
    const asked = await keep();
    expect(asked.status).toBe(409);
    expect(asked.text).toContain('Somebody has edited');
    await ola.api('post', `${at}/papers/kept`, { kind: 'minutes', language: 'en' }).expect(409);
    expect(await versionsOf(id)).toHaveLength(2);
    await keep({ confirmed: 'true', version: 1 }).expect(409);
    const version = /name="version" value="(\d+)"/.exec(asked.text)![1];
    await keep({ confirmed: 'true', version }).expect(303);
    expect((await versionsOf(id)).map(({ number }: { number: number }) => number)).toEqual([3, 2, 1]);
    const kept = await ola.raw
      .get(`/documents/${id}/versions/2/file`)
      .buffer(true)
      .parse(bytes as never);
    expect((kept.body as Buffer).equals(content)).toBe(true);
  });

  it('takes a new version only from one who saw the newest', async () => {
    const id = (await keep().expect(303)).headers.location!.split('/').at(-1)!;
    const { body: content } = await file(ola, 'kind=decisions&format=docx&language=en');
    const mine = { content, filename: 'mine.docx' };
    await ola.get(`/documents/${id}/versions`);
    await ola.upload(`/documents/${id}/versions`, 'file', mine, { version: '1' }).expect(303);
    await ola.upload(`/documents/${id}/versions`, 'file', mine, { version: '1' }).expect(409);
    expect((await ola.get(`/documents/${id}/versions`)).text).toContain('mine.docx');
    const odd = { content: Buffer.from('<script>'), filename: 'page.html' };
    await ola.upload(`/documents/${id}/versions`, 'file', odd, { version: '2' }).expect(422);
  });
});

/** Of everything in the package that names none, somebody says that no exemption applies. */
async function noneExempt() {
  const { items } = (await ola.api('get', `${at}/archive`)).body as { items: { key: string; exemption: string }[] };
  return Object.fromEntries(items.filter(({ exemption }) => !exemption).map(({ key }) => [key, { exemption: '' }]));
}

describe('the archive package', () => {
  it('holds every document with its checksum, valid metadata, and leaves its mark', async () => {
    await publish('network');
    const page = await ola.get(`${at}/archive`);
    expect(page.text).toContain('Archive package');
    const fields = {
      caseNumber: '2026/123',
      language: 'nb',
      'documents.agenda.exemption': '',
      'documents.minutes.exemption': '20',
      'documents.participants.exemption': '13',
      'documents.decisions.exemption': '',
      'documents.minutes.publicTitle': 'Referat fra møte',
      'documents.minutes.party': 'Returekspertgruppen',
    };
    const unchosen = await ola.post(`${at}/archive`, { ...fields, 'documents.participants.exemption': '?' });
    expect(unchosen.status).toBe(422);
    expect(unchosen.text).toContain('href="#f-documents.participants.exemption"');
    const answer = await ola
      .post(`${at}/archive`, fields)
      .buffer(true)
      .parse(bytes as never);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip']);
    const files = await unzipped(answer.body as Buffer);
    const xml = files.get('arkivmelding.xml')!.toString();
    XsdValidator.fromDoc(XmlDocument.fromString(schema)).validate(XmlDocument.fromString(xml));
    const names = Array.from(xml.matchAll(/<referanseDokumentfil>(.*?)<\/referanseDokumentfil>/g), ([, name]) => name!);
    expect(names).toHaveLength(4);
    expect([...files.keys()]).toEqual(['arkivmelding.xml', ...names]);
    for (const name of names) {
      const content = files.get(name)!;
      expect(xml).toContain(createHash('sha256').update(content).digest('hex'));
      expect(await readPdf(content)).toMatchObject({ claimsArchive: '2A', tagged: true, language: 'nb' });
    }
    expect(xml).toContain('<mappeID>2026/123</mappeID>');
    expect(xml).toContain('<offentligTittel>Referat fra møte</offentligTittel>');
    expect(xml).toContain('offl. § 20');
    expect(xml).toContain('<formatDetaljer>PDF/A-2a</formatDetaljer>');
    const [event] = (await app.get(Events).history('meeting', meeting.id)).filter(
      ({ kind }) => kind === 'meeting.archived',
    );
    expect(event!.data).toMatchObject({ count: 4 });
    expect((await ola.get(`${at}/history`)).text).toContain('Archive package made with 4 files');
  });

  it('takes uploaded files along as they are, and says so', async () => {
    await ola.get(`${at}/documents`);
    const paper = { content: Buffer.from('a;b\n1;2\n'), filename: 'tall.csv' };
    const fields = { title: 'Numbers', audience: 'network', language: 'en', itemId: '' };
    await ola.upload(`${at}/documents/upload`, 'file', paper, fields).expect(303);
    const answer = await ola
      .api('post', `${at}/archive`, { documents: await noneExempt() })
      .buffer(true)
      .parse(bytes as never);
    const files = await unzipped(answer.body as Buffer);
    const xml = files.get('arkivmelding.xml')!.toString();
    expect(files.get('dokumenter/05 Numbers.csv')).toEqual(paper.content);
    expect(xml).toContain('<variantformat>Produksjonsformat</variantformat><format>csv</format>');
    expect(xml).toContain('<dokumentstatus>Dokumentet er under redigering</dokumentstatus>');
  });

  it('proposes the exemption that the document itself names, and takes the word of who files it', async () => {
    await ola.get(`${at}/documents`);
    const paper = { content: Buffer.from('a;b\n1;2\n'), filename: 'tall.csv' };
    const exempted = { exemption: '20', exemptionReason: 'Told in confidence', exemptionReviewOn: '2030-01-01' };
    const fields = { title: 'Numbers', audience: 'network', language: 'en', itemId: '', ...exempted };
    await ola.upload(`${at}/documents/upload`, 'file', paper, fields).expect(303);
    const { items } = (await ola.api('get', `${at}/archive`)).body;
    const { key, exemption } = items.find(({ title }: { title: string }) => title === 'Numbers');
    expect(exemption).toBe('20');
    const packed = async (input: object) => {
      const answer = await ola
        .api('post', `${at}/archive`, input)
        .buffer(true)
        .parse(bytes as never);
      return (await unzipped(answer.body as Buffer)).get('arkivmelding.xml')!.toString();
    };
    const others = await noneExempt();
    expect(await packed({ documents: others })).toContain('offl. § 20');
    expect(await packed({ documents: { ...others, [key]: { party: 'Migri' } } })).toContain('offl. § 20');
    expect(await packed({ documents: { ...others, [key]: { exemption: '' } } })).not.toContain('offl. §');
    expect((await ola.api('post', `${at}/archive`, {})).status).toBe(422);
  });

  it('refuses a word about a document that is not there, and everybody who does not organise', async () => {
    const odd = { documents: { budget: { exemption: '20' } } };
    const refused = await ola.api('post', `${at}/archive`, odd).expect(422);
    expect(JSON.stringify(refused.body)).toContain('documents.budget');
    await (await app.as('expert')).api('post', `${at}/archive`, {}).expect(403);
  });
});
