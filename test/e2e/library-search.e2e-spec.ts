// What documents and minutes say is found by those who may read them, and by nobody else: neither as a hit, nor in a
// count, a snippet, a list or a text.
import request from 'supertest';
import { AccountService } from '@samrad/access';
import { audiences, type Audience } from '@samrad/library';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { SearchIndex } from '@samrad/platform/search';
import { startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { demoPassword } from '../support/cast.js';
import { aHeldMeeting } from '../support/held-meeting.js';
import { docx, pdf } from '../support/office-files.js';

let app: TestApp;
let ola: Browser;
const readers = new Map<string, Browser>();
const documents = new Map<Audience, string>();
const minutes = new Map<Audience, string>();
let regId: string;

/** Somebody with an account and one membership. */
async function member(name: string, group: string, stateCode: string | null): Promise<void> {
  const [id, db] = [newId(), app.get(Db)];
  const email = `${name}@example.org`;
  await db.tx(async () => {
    await db.run(sql`INSERT INTO person (id, given_name, family_name, sort_name, mail_language, created_at, updated_at)
      VALUES (${id}, ${name}, 'X', ${name}, 'en', '2026-01-01', '2026-01-01')`);
    await db.run(sql`INSERT INTO person_email (id, person_id, address, address_key, is_primary)
      VALUES (${newId()}, ${id}, ${email}, ${email}, 1)`);
    await db.run(sql`INSERT INTO membership (id, person_id, group_id, role, state_code)
      SELECT ${newId()}, ${id}, g.id, 'member', ${stateCode} FROM network_group g WHERE g.code = ${group}`);
  });
  await app.get(AccountService).create(system, { personId: id, roles: ['expert'], password: demoPassword });
  const browser = new Browser(request.agent(app.app.getHttpServer()));
  await browser.signIn(email, demoPassword);
  readers.set(name, browser);
}

async function add(audience: Audience, file: { content: Buffer; filename: string }, more: Record<string, string> = {}) {
  await ola.get('/documents/new');
  const fields = { title: `Paper ${audience}`, language: 'en', audience, groupId: audience === 'group' ? regId : '' };
  const answer = await ola.upload('/documents/new', 'file', file, { ...fields, ...more });
  expect(answer.status).toBe(303);
  return (answer.headers.location as string).split('/').at(-1)!;
}

const exempted = { exemption: '20', exemptionReason: 'Told in confidence', exemptionReviewOn: '2031-01-01' };

async function publishMinutes(audience: Audience): Promise<string> {
  const { id } = await aHeldMeeting(app, []);
  await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE meeting SET group_id = ${regId} WHERE id = ${id}`));
  await ola.get(`/meetings/${id}/minutes/edit`);
  await ola.post(`/meetings/${id}/minutes`);
  const { body } = await ola.api('get', `/meetings/${id}/minutes?draft=true`);
  const section = body.sections[0].id as string;
  await ola.api('put', `/minutes-sections/${section}`, { markdown: `Kanarigult ${audience}`, version: 1 }).expect(200);
  const version = (await ola.api('get', `/meetings/${id}/minutes?draft=true`)).body.version as number;
  await ola.api('post', `/meetings/${id}/minutes/publication`, { audience, version, ...exempted }).expect(201);
  return id;
}

const reads: Record<Audience, string[]> = {
  organisers: ['secretariat'],
  ncps: ['secretariat', 'stateContact', 'ncp'],
  states: ['secretariat', 'stateContact', 'state', 'ncp'],
  group: ['secretariat', 'state', 'observer'],
  network: ['secretariat', 'stateContact', 'expert', 'state', 'observer', 'ncp', 'national'],
  public: ['secretariat', 'stateContact', 'expert', 'visitor', 'state', 'observer', 'ncp', 'national'],
};

beforeAll(async () => {
  app = await startApp();
  ola = await app.as('secretariat');
  readers.set('secretariat', ola);
  for (const name of ['stateContact', 'expert'] as const) readers.set(name, await app.as(name));
  readers.set('visitor', app.visitor());
  await member('state', 'REG', 'SE');
  await member('observer', 'REG', null);
  await member('ncp', 'NCP', 'PL');
  await member('national', 'NEN', 'NO');
  regId = (await app.get(Db).row<{ id: string }>(sql`SELECT id FROM network_group WHERE code = 'REG'`))!.id;
  for (const audience of audiences) {
    const text = docx([`On reintegration: Kanarifugl ${audience}, under 2008/115/EC.`]);
    documents.set(audience, await add(audience, { content: text, filename: 'paper.docx' }));
    minutes.set(audience, await publishMinutes(audience));
  }
  await app.work();
}, 120_000);
afterAll(() => app.close());

const hitsOf = async (browser: Browser, query: string, noun: string) => {
  const { body } = await browser.api('get', `/search?q=${encodeURIComponent(query)}&noun=${noun}&limit=100`);
  return body.items as { recordId: string; url: string; snippet: string; section: string | null }[];
};
const countOf = async (browser: Browser, query: string, noun: string) => {
  const { text } = await browser.get(`/search?q=${query}&noun=${noun}`);
  return Number(/role="status">(\d+) result/.exec(text)?.[1] ?? NaN);
};

describe.each([...audiences])('what is for %s', (audience) => {
  it('is found in documents by exactly those who may open them', async () => {
    const id = documents.get(audience)!;
    const found: string[] = [];
    for (const [name, browser] of readers) {
      const hit = (await hitsOf(browser, `kanarifugl ${audience}`, 'document')).find(({ recordId }) => recordId === id);
      const pages = [`/documents/${id}`, `/documents/${id}/text`, `/documents/${id}/file`];
      const opened = await Promise.all(pages.map(async (path) => (await browser.get(path)).status === 200));
      const listed = (await browser.api('get', '/documents?q=kanarifugl&per=200')).body.items as { id: string }[];
      const ways = [...opened, Boolean(hit), listed.some((document) => document.id === id)];
      expect([name, new Set(ways).size]).toEqual([name, 1]);
      if (hit) found.push(name);
    }
    expect(found.sort()).toEqual([...reads[audience]].sort());
  });

  it('is found in minutes by exactly those who may read them', async () => {
    const id = minutes.get(audience)!;
    const found: string[] = [];
    for (const [name, browser] of readers) {
      const hit = (await hitsOf(browser, 'kanarigult', 'minutes')).find(({ url }) => url.includes(id));
      const opened = (await browser.api('get', `/meetings/${id}/minutes`)).status === 200;
      expect([name, Boolean(hit)]).toEqual([name, opened]);
      if (hit) found.push(name);
    }
    expect(found.sort()).toEqual([...reads[audience]].sort());
  });
});

it('nobody counts what they do not find', async () => {
  for (const [name, browser] of readers) {
    for (const [word, noun] of [
      ['kanarifugl', 'document'],
      ['kanarigult', 'minutes'],
    ] as const) {
      const expected = Object.values(reads).filter((names) => names.includes(name)).length;
      expect([name, noun, (await hitsOf(browser, word, noun)).length]).toEqual([name, noun, expected]);
      expect([name, noun, await countOf(browser, word, noun)]).toEqual([name, noun, expected]);
    }
  }
});

describe('a hit', () => {
  it('leads to the paragraph, with the piece around the word', async () => {
    const [hit] = await hitsOf(ola, 'kanarifugl public', 'document');
    expect(hit!.snippet).toContain('On reintegration: Kanarifugl public');
    const [path, anchor] = hit!.url.split('#');
    expect((await ola.get(path!)).text).toContain(`id="${anchor}"`);
    const page = await ola.get('/search?q=kanarifugl+public');
    expect(page.text).toContain('<mark>Kanarifugl</mark>');
  });

  it('leads to the section of the minutes', async () => {
    const hit = (await hitsOf(ola, 'kanarigult public', 'minutes'))[0]!;
    expect(hit.section).toBe('1. Item 1');
    const [path, anchor] = hit.url.split('#');
    expect((await ola.get(path!)).text).toContain(`id="${anchor}"`);
  });

  it('is there by year and by code', async () => {
    const year = app.get(Clock).today().slice(0, 4);
    expect(await countOf(ola, '2008%2F115', 'document')).toBe(6);
    expect(await countOf(ola, `kanarifugl&year=${year}`, 'document')).toBe(6);
    expect(await countOf(ola, 'kanarifugl&year=1999', 'document')).toBe(0);
  });

  it('stays when the index is written anew', async () => {
    const before = await hitsOf(ola, 'kanari', 'minutes');
    await app.get(SearchIndex).rebuild();
    expect(await hitsOf(ola, 'kanari', 'minutes')).toEqual(before);
    expect((await hitsOf(ola, 'kanarifugl', 'document')).length).toBe(6);
  });

  it('changes with the audience at once', async () => {
    const id = await add('public', { content: docx(['Hemmelighetskremmeri']), filename: 'a.docx' });
    await app.work();
    const visitor = app.visitor();
    expect(await hitsOf(visitor, 'hemmelighet', 'document')).toHaveLength(1);
    const facts = { title: 'Moved', language: 'en', audience: 'organisers', version: 1 };
    await ola.api('patch', `/documents/${id}`, facts).expect(200);
    expect(await hitsOf(visitor, 'hemmelighet', 'document')).toEqual([]);
    await ola.api('delete', `/documents/${id}`).expect(204);
    expect(await hitsOf(ola, 'hemmelighet', 'document')).toEqual([]);
  });
});

describe('who added a document', () => {
  it('is told that its text is read, or why not', async () => {
    const damaged = await add('network', { content: Buffer.from('%PDF-1.7 nothing'), filename: 'a.pdf' });
    const picture = await add('network', { content: Buffer.from('89504e470d0a1a0a', 'hex'), filename: 'a.png' });
    expect((await ola.get(`/documents/${damaged}`)).text).toContain('The text is being read.');
    await app.work();
    expect((await ola.get(`/documents/${damaged}`)).text).toContain('Text not read because the file is damaged.');
    expect((await ola.get(`/documents/${picture}`)).text).toContain('There is no text in the file.');
    expect((await ola.api('get', `/documents/${damaged}`)).body).toMatchObject({
      textStatus: 'unread',
      textFault: 'damaged',
    });
  });

  it.each(['""', '%', '_', '-- *'])('lists nothing for %j, which has no letter or digit', async (words) => {
    for (const list of ['decisions', 'documents', 'meetings']) {
      const { items } = (await ola.api('get', `/${list}?q=${encodeURIComponent(words)}`).expect(200)).body;
      expect([list, items]).toEqual([list, []]);
    }
    expect((await ola.api('get', '/documents')).body.items).not.toEqual([]);
  });

  it('is told why a file is refused, and nothing is stored', async () => {
    await ola.get('/documents/new');
    const fields = { title: 'Keep me', language: 'en', audience: 'network', groupId: '' };
    const macros = { content: docx(['x'], { 'word/vbaProject.bin': 'x' }), filename: 'plan.docx' };
    const answer = await ola.upload('/documents/new', 'file', macros, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('plan.docx contains macros');
    expect(answer.text).toContain('value="Keep me"');
    const locked = { content: pdf([['x']], '/Encrypt << /V 1 >>'), filename: 'a.pdf' };
    expect((await ola.upload('/documents/new', 'file', locked, fields)).text).toContain('protected by a password');
    expect((await ola.api('get', '/documents?q=keep&total=true')).body.total).toBe(0);
  });
});
