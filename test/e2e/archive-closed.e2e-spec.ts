// What is filed is filed whole: agenda and minutes for everybody hold their closed items in the archive.
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting, confidential } from '../support/held-meeting.js';
import { unzipped } from '../support/office.js';
import { readPdf } from '../support/pdf.js';

let app: TestApp;
let ola: Browser;
let at: string;
let sessionId: string;

const bytes = (stream: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void) => {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
};

/** A meeting that the public sees, with an item for the States alone, its paper, and published minutes. */
async function aPublicMeeting(): Promise<void> {
  const { id } = await aHeldMeeting(app);
  at = `/meetings/${id}`;
  const session = { title: 'Among States', access: 'states', attribution: 'attributable', ...confidential };
  sessionId = (await ola.api('post', `${at}/agenda/sessions`, session).expect(201)).body.id;
  const item = { title: 'Closed item', minutes: 30, within: { sessionId } };
  const itemId = (await ola.api('post', `${at}/agenda`, item).expect(201)).body.id as string;
  await ola.api('post', `${at}/agenda/publication`, { tell: false }).expect(201);
  const { version } = (await ola.api('get', at)).body;
  await ola.api('patch', at, { audience: 'public', version }).expect(200);
  await ola.get(`${at}/documents`);
  const paper = { title: 'Closed paper', audience: 'public', language: 'en', itemId };
  await ola
    .upload(`${at}/documents/upload`, 'file', { content: Buffer.from('x'), filename: 'p.txt' }, paper)
    .expect(303);
  await ola.api('post', `${at}/minutes`).expect(201);
  const { sections } = (await ola.api('get', `${at}/minutes?draft=true`)).body;
  const section = sections.find((one: { itemId: string }) => one.itemId === itemId);
  await ola.api('put', `/minutes-sections/${section.id}`, { markdown: 'Said in confidence', version: 1 }).expect(200);
  await ola.api('post', `${at}/minutes/publication`, { audience: 'public', version: 1 }).expect(201);
}

const contents = async () =>
  (await ola.api('get', `${at}/archive`)).body.items as {
    key: string;
    kind: string;
    title: string;
    exemption: string | null;
  }[];

beforeAll(async () => {
  app = await startApp();
  ola = await app.as('secretariat');
  await aPublicMeeting();
});
afterAll(() => app.close());

const nameExemption = (exemption: string | null) =>
  app
    .get(Db)
    .tx(() => app.get(Db).run(sql`UPDATE agenda_session SET exemption = ${exemption} WHERE id = ${sessionId}`));

describe('what holds closed items', () => {
  beforeAll(() => nameExemption(null));
  afterAll(() => nameExemption('20'));

  it('is not called public, though it is published to everybody', async () => {
    const filed = await contents();
    for (const title of ['Agenda', 'Minutes', 'Closed paper']) {
      expect(filed.find((one) => one.title.startsWith(title))).toMatchObject({ audience: null, closed: 'states' });
    }
    const { text } = await ola.get(`${at}/archive`);
    expect(text).toContain('States only');
    expect(text).toContain('it is filed whole');
    expect(text.match(/<option value="\?">/g)).toHaveLength(filed.length);
  });

  it('is filed only when somebody has said what exempts it, and then shielded', async () => {
    const filed = await contents();
    const refused = await ola.api('post', `${at}/archive`, {});
    expect(refused.status).toBe(422);
    const all = filed.map(({ key }) => key);
    for (const key of all) expect(JSON.stringify(refused.body)).toContain(`documents.${key}.exemption`);
    const documents = Object.fromEntries(all.map((key) => [key, { exemption: '20' }]));
    const answer = await ola
      .api('post', `${at}/archive`, { documents })
      .buffer(true)
      .parse(bytes as never);
    const files = await unzipped(answer.body as Buffer);
    const xml = files.get('arkivmelding.xml')!.toString();
    const filings = xml.split('<registrering').slice(1);
    expect(filings).toHaveLength(all.length);
    for (const one of filings) expect(one).toContain('<skjermingshjemmel>offl. § 20</skjermingshjemmel>');
    const agenda = [...files].find(([name]) => name.startsWith('dokumenter/01'))![1];
    expect((await readPdf(agenda)).text).toContain('Closed item');
  });
});

it('what the session names is proposed for agenda, minutes and papers of its items', async () => {
  const filed = await contents();
  const own = filed.filter(({ kind }) => kind !== 'participants' && kind !== 'decisions');
  expect(own.map(({ kind, exemption }) => [kind, exemption])).toEqual([
    ['agenda', '20'],
    ['minutes', '20'],
    ['document', '20'],
  ]);
});
