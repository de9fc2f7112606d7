// A session for the States alone: rare words stand in its item, paper, minutes, decision and action, and every readable
// address, file and mail is asked for them, as those who may attend and as those who may not.
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { aHeldMeeting, confidential, personOf, type HeldMeeting } from '../support/held-meeting.js';
import { readPdf } from '../support/pdf.js';
import { unzipped } from '../support/office.js';
import { routesOf } from './authorisation-routes.js';

const canary = 'Kanarifugl';

let app: TestApp;
let meeting: HeldMeeting;
let at: string;
let ola: Browser;
let closedItem: string;
let decisionId: string;
let actionId: string;
let documentId: string;

const db = () => app.get(Db);

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

async function closeItem(): Promise<void> {
  const session = { title: `${canary} session`, access: 'states', attribution: 'attributable', ...confidential };
  const sessionId = (await ola.api('post', `${at}/agenda/sessions`, session).expect(201)).body.id as string;
  const item = { title: `${canary} item`, minutes: 30, note: `${canary} note`, within: { sessionId } };
  const added = (await ola.api('post', `${at}/agenda`, item).expect(201)).body;
  expect(added).toMatchObject({ number: 'S1', session: { access: 'states' } });
  closedItem = added.id;
  await ola.api('post', `${at}/agenda`, { title: 'Open at the end', minutes: 10 }).expect(201);
}

async function attachPaper(): Promise<void> {
  const fields = { title: `${canary} paper`, audience: 'network', language: 'en', itemId: closedItem };
  const content = Buffer.from(`${canary} words of the paper`);
  await ola.upload(`${at}/documents/upload`, 'file', { content, filename: 'paper.txt' }, fields).expect(303);
  const { items } = (await ola.api('get', `${at}/documents`)).body;
  documentId = items[0].id;
}

async function writeMinutes(): Promise<void> {
  await ola.api('post', `${at}/minutes`).expect(201);
  const { sections } = (await ola.api('get', `${at}/minutes?draft=true`)).body;
  const section = sections.find((one: { itemId: string }) => one.itemId === closedItem);
  await ola.api('put', `/minutes-sections/${section.id}`, { markdown: `${canary} was said`, version: 1 }).expect(200);
  const decision = { text: `${canary} was decided`, itemId: closedItem };
  decisionId = (await ola.api('post', `${at}/decisions`, decision).expect(201)).body.id;
  const action = { title: `${canary} to do`, responsibleKind: 'states', stateCodes: ['FI'], dueOn: '2027-12-01' };
  const asked = { ...action, meetingId: meeting.id, itemId: closedItem, audience: 'network' };
  actionId = (await ola.api('post', '/actions', asked).expect(201)).body.id;
  const publication = { audience: 'network', tell: true, version: 1 };
  await ola.api('post', `${at}/minutes/publication`, publication).expect(201);
}

beforeAll(async () => {
  app = await startApp();
  ola = await app.as('secretariat');
  meeting = await aHeldMeeting(app);
  at = `/meetings/${meeting.id}`;
  await ola.api('post', `${at}/agenda/publication`, { tell: false }).expect(201);
  await closeItem();
  await attachPaper();
  await ola.api('post', `${at}/agenda/publication`, { tell: true }).expect(201);
  await app.work();
  await writeMinutes();
  await app.work();
}, 120_000);

afterAll(() => app.close());

/** Every address that can be read, with each id that has to do with the session; lists and search are asked for the word. */
function addresses(): string[] {
  const ids = [meeting.id, closedItem, decisionId, actionId, documentId];
  const paths = routesOf(app.app)
    .filter(({ method, path }) => method === 'GET' && !/sign-|setup|openapi|:secret|events?$/.test(path))
    .map(({ path }) => path);
  const filled = paths.flatMap((path) => ids.map((id) => path.replace(':id', id).replace(/:\w+/g, '2')));
  const asked = paths.filter((path) => !path.includes(':')).map((path) => `${path}?q=${canary.slice(0, 8)}&total=true`);
  return [...new Set([...filled, ...asked])];
}

async function placesThatTell(browser: Browser): Promise<string[]> {
  const telling: string[] = [];
  for (const address of addresses()) {
    const answer = await browser.get(address);
    if (answer.status >= 500) telling.push(`${address} answered ${answer.status}`);
    if (answer.text?.includes(canary)) telling.push(address);
  }
  return telling;
}

const mailsTo = async (address: string) =>
  (await app.mails()).filter(({ toAddress }) => toAddress === address).map(({ raw }) => decoded(raw));

const decoded = (raw: string) =>
  raw.replace(/=\r?\n/g, '') +
  [...raw.matchAll(/\r?\n\r?\n([A-Za-z0-9+/=\r\n]{40,})/g)].map(([, part]) => Buffer.from(part!, 'base64')).join('\n');

describe('what is closed to somebody', () => {
  it.each(['visitor', 'expert'] as const)(
    'is told to a %s on no page, list, search, feed or in the API',
    async (name) => {
      const browser = name === 'visitor' ? app.visitor() : await app.as(name);
      expect(await placesThatTell(browser)).toEqual([]);
    },
    120_000,
  );

  it('is in none of their files', async () => {
    const samuel = await app.as('expert');
    for (const path of [`${at}/agenda.pdf`, `${at}/minutes.pdf`, `${at}/book.pdf`]) {
      const { status, body } = await file(samuel, path);
      expect([path, status]).toEqual([path, 200]);
      const { text } = await readPdf(body as Buffer);
      expect(text).toContain('Item 1');
      expect(text).not.toContain(canary);
    }
    for (const kind of ['agenda', 'minutes']) {
      const answer = await file(samuel, `${at}/papers/file?kind=${kind}&format=docx`);
      expect([kind, answer.status]).toEqual([kind, 200]);
      const parts = [...(await unzipped(answer.body as Buffer)).values()].map(String).join('\n');
      expect(parts).toContain('Item 1');
      expect(parts).not.toContain(canary);
    }
    expect((await samuel.get(`/documents/${documentId}/file`)).status).toBe(404);
  });

  it('is in none of their mails', async () => {
    const mails = await mailsTo('samuel.tesfay@retur.example.org');
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.filter((mail) => mail.includes(canary))).toEqual([]);
  });

  it('is found by those who may read it, in the agenda and in the minutes, and by nobody else', async () => {
    const nouns = async (browser: Browser) => {
      const { items } = (await browser.api('get', `/search?q=${canary}`)).body;
      return items.map(({ noun }: { noun: string }) => noun).sort();
    };
    for (const name of ['secretariat', 'stateContact'] as const) {
      const found = await nouns(await app.as(name));
      expect([name, found]).toEqual([name, ['action', 'decision', 'document', 'meeting', 'minutes']]);
    }
    const samuel = await app.as('expert');
    for (const browser of [samuel, app.visitor()]) expect(await nouns(browser)).toEqual([]);
    expect((await samuel.get(`/search?q=${canary}&lang=en`)).text).not.toContain('/minutes#');
    expect((await samuel.api('get', `/meetings?q=${canary}`)).body.items).toEqual([]);
    const elsewhere = await aHeldMeeting(app, ['expert']);
    const away = `/meetings/${elsewhere.id}/agenda`;
    const session = { title: 'Without Finland', access: 'states', attribution: 'attributable', ...confidential };
    const sessionId = (await ola.api('post', `${away}/sessions`, session).expect(201)).body.id;
    await ola.api('post', away, { title: `${canary} elsewhere`, minutes: 5, within: { sessionId } }).expect(201);
    await ola.api('post', `${away}/publication`, { tell: false }).expect(201);
    expect(await nouns(ola)).toHaveLength(6);
    expect(await nouns(await app.as('stateContact'))).toHaveLength(5);
  });

  it('leaves no gap: numbers go on, times stay true, and the difference does not name it', async () => {
    const samuel = await app.as('expert');
    const { items } = (await samuel.api('get', `${at}/agenda`)).body as { items: { number: string; start: string }[] };
    expect(items.map(({ number }) => number)).toEqual(['1', null, '2', '3']);
    const all = (await ola.api('get', `${at}/agenda`)).body.items as { number: string; start: string }[];
    expect(items.at(-1)!.start).toBe(all.at(-1)!.start);
    const versions = (await samuel.api('get', `${at}/agenda/versions`)).body.items;
    expect(versions[0].changes).toHaveLength(1);
    expect((await ola.api('get', `${at}/agenda/versions`)).body.items[0].changes).toHaveLength(2);
  });
});

describe('those who may attend', () => {
  it('read of it on pages, in files and in mails', async () => {
    const aino = await app.as('stateContact');
    const telling = await placesThatTell(aino);
    for (const path of [
      at,
      `${at}/agenda/versions/2`,
      `/api/v1${at}/agenda`,
      `${at}/minutes`,
      `/api/v1${at}/minutes`,
      `/decisions/${decisionId}`,
      `/documents/${documentId}`,
      `/actions/${actionId}`,
    ]) {
      expect(telling).toContain(path);
    }
    const { body } = await file(aino, `${at}/agenda.pdf`);
    expect((await readPdf(body as Buffer)).text).toContain(`${canary} session · States only`);
    const page = (await aino.get(`${at}/minutes?lang=en`)).text;
    expect(page).toMatch(/States only<\/span>[^]*Others get the minutes without these items/);
    const minutes = (await readPdf((await file(aino, `${at}/minutes.pdf`)).body as Buffer)).text;
    expect(minutes).toMatch(/Others get the minutes without these items.*States only/);
    const open = await (await app.as('expert')).get(`${at}/minutes?lang=en`);
    expect(open.text).not.toMatch(/States only|without these items/);
    expect((await mailsTo('aino.virtanen@migri.example.org')).join('\n')).toContain(canary);
  }, 120_000);

  it('are those whom an authority of a State sends, from the day they work there, and who take part', async () => {
    const personId = await personOf(app, 'expert');
    const write = (query: ReturnType<typeof sql>) => db().tx(() => db().run(query));
    const seen = async () => (await (await app.as('expert')).get(at)).text.includes(canary);
    await write(sql`INSERT INTO organisation (id, name, sort_name, type, state_code, created_at, updated_at)
      VALUES ('o-min', 'Ministry', 'ministry', 'governmental', 'NO', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`);
    await write(sql`INSERT INTO affiliation (id, person_id, organisation_id, valid_from)
      VALUES ('f-min', ${personId}, 'o-min', '2099-01-01')`);
    expect(await seen()).toBe(false);
    await write(sql`UPDATE affiliation SET valid_from = '2020-01-01' WHERE id = 'f-min'`);
    expect(await seen()).toBe(true);
    await write(sql`UPDATE organisation SET type = 'eu_institution', state_code = NULL WHERE id = 'o-min'`);
    expect(await seen()).toBe(false);
    await write(sql`UPDATE organisation SET type = 'governmental', state_code = 'NO' WHERE id = 'o-min'`);
    await write(sql`DELETE FROM invitation WHERE person_id = ${personId}`);
    expect(await seen()).toBe(false);
    await write(sql`DELETE FROM affiliation WHERE id = 'f-min'`);
  });
});
