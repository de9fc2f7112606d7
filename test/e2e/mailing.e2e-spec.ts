// Groups that follow from a rule, and mail to them: the organiser's path, and what it opens for those who are in.
import { GroupFinder, GroupService, PersonFinder, TopicFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Db, newId, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';

let app: TestApp;
let organiser: Browser;
let groupId: string;
let reg: string;

beforeAll(async () => {
  app = await startApp();
  organiser = await app.as('secretariat');
  const names = { code: 'RULED', nameEn: 'Ruled', nameNb: 'Etter regel', nameNn: 'Etter regel' };
  groupId = await app.get(GroupService).create(system, { ...names, kind: 'working_group', description: null });
  reg = (await app.get(GroupFinder).byCode('REG'))!.id;
  const { personId } = (await app.get(PersonFinder).byAddress(cast.expert.email))!;
  expect((await app.get(TopicFinder).options('en')).length).toBeGreaterThan(0);
  const db = app.get(Db);
  await db.tx(() =>
    db.run(sql`
    INSERT INTO person_topic (person_id, topic_code, sort_name) VALUES (${personId}, 'readmission', '')`),
  );
});
afterAll(() => app.close());

const version = async () => (await app.get(GroupFinder).one(groupId))!.version;
const compose = async (fields: object) => {
  await organiser.get(`/groups/${groupId}/composition`);
  return organiser.post(`/groups/${groupId}/composition`, { version: await version(), ...fields });
};

it('shows who a rule would mean before it is saved, and saves nothing by that', async () => {
  await organiser.get(`/groups/${groupId}/composition`);
  const tried = await organiser.post(`/groups/${groupId}/composition/preview`, { topics: 'readmission' });
  expect([tried.status, tried.text.includes('Samuel Tesfay')]).toEqual([200, true]);
  const part = await organiser
    .post(`/groups/${groupId}/composition/preview`, { topics: 'readmission' })
    .set('hx-request', 'true');
  expect(part.text).not.toContain('<html');
  expect(part.text).toContain('Samuel Tesfay');
  const { body } = await organiser.api('get', `/groups/${groupId}/composition`);
  expect(body).toMatchObject({ topics: [], count: 0 });
});

it('opens a document for whoever the rule lets in, says for how many, and closes it when the rule changes', async () => {
  expect((await compose({ topics: 'readmission' })).status).toBe(303);
  const file = { content: Buffer.from('%PDF-1.7\nx'), filename: 'paper.pdf' };
  const form = (await organiser.get('/documents/new?lang=en')).text;
  expect(form).toContain('RULED: Ruled (1 person now)');
  const fields = { title: 'For the ruled', language: 'en', audience: 'group', groupId, reference: '' };
  const path = (await organiser.upload('/documents/new', 'file', file, fields)).headers.location as string;
  expect((await organiser.get(`${path}?lang=en`)).text).toContain('1 person now.');
  const expert = await app.as('expert');
  expect((await expert.get(path)).status).toBe(200);
  expect((await (await app.as('stateContact')).get(path)).status).toBe(404);
  expect((await compose({ topics: 'statistics' })).status).toBe(303);
  expect((await expert.get(path)).status).toBe(404);
  await compose({ topics: 'readmission' });
});

it('names the circle that a group would close, and keeps what was typed', async () => {
  const names = { code: 'OUTER', nameEn: 'Outer', nameNb: 'Ytre', nameNn: 'Ytre' };
  const outer = await app.get(GroupService).create(system, { ...names, kind: 'working_group', description: null });
  await organiser.get(`/groups/${outer}/composition`);
  await organiser.post(`/groups/${outer}/composition`, { version: 1, parts: [groupId, reg] });
  await organiser.get('/profile?lang=en');
  const refused = await compose({ topics: 'readmission', parts: outer });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('RULED → OUTER → RULED');
  const old = await organiser.post(`/groups/${groupId}/composition`, { version: 1, topics: 'statistics' });
  expect(old.status).toBe(409);
});

it('is for organisers only, and tells others neither the rule nor who is in', async () => {
  const expert = await app.as('expert');
  expect((await expert.get(`/groups/${groupId}/composition`)).status).toBe(403);
  const page = await expert.get(`/groups/${groupId}`);
  expect([page.status, /readmission|Readmission/.test(page.text)]).toEqual([200, false]);
});

describe('a mail to it', () => {
  const words = { kind: 'duty', subjectEn: 'Notice', textEn: 'Please **read** <b>this</b>.', fallback: 'en' };
  let path: string;

  it('goes from draft by test and confirmation to the log, which leads to the message', async () => {
    await organiser.get(`/mailings/new?group=${groupId}`);
    const made = await organiser.post('/mailings', { ...words, groupId });
    path = made.headers.location as string;
    const draft = await organiser.get(`${path}?lang=en`);
    expect(draft.text).toContain('1 recipient');
    const preview = await organiser.get(`${path}/preview/en`);
    expect(preview.headers['content-security-policy']).toContain('sandbox');
    expect(preview.text).toContain('&lt;b&gt;this&lt;/b&gt;');
    expect((await organiser.get(`${path}/preview/nn`)).status).toBe(404);
    await organiser.post(`${path}/test`);
    expect((await app.mails()).at(-1)).toMatchObject({ toAddress: cast.secretariat.email });
    const asks = await organiser.get(`${path}/sending?lang=en`);
    const field = (name: string) => new RegExp(`name="${name}" value="(\\d+)"`).exec(asks.text)![1]!;
    const sent = await organiser.post(`${path}/sending`, {
      version: field('version'),
      count: field('count'),
      sendAt: '',
    });
    expect(sent.status).toBe(303);
    await app.work();
    const [mail] = (await app.mails()).filter(({ subject }) => subject === 'Notice');
    expect(mail).toMatchObject({ toAddress: cast.expert.email });
    const log = (await organiser.get(`${path}?lang=en`)).text;
    expect(log).toContain(`/sent-mail/${mail!.id}`);
    expect(log).toContain('kept, not sent');
    const { body } = await organiser.api('get', `/mailings/${path.split('/').at(-1)}/deliveries`);
    expect(body.items).toMatchObject([{ standing: 'kept', mailId: mail!.id, address: cast.expert.email }]);
  });

  it('cannot be changed or sent again afterwards, but copied', async () => {
    const change = await organiser.post(path, { ...words, groupId, version: 3 });
    expect(change.status).toBe(409);
    expect((await organiser.post(`${path}/sending`, { version: 3, count: 1 })).status).toBe(409);
    expect((await organiser.post(`${path}/cancellation`, { version: 3 })).status).toBe(409);
    const copy = await organiser.post(`${path}/copy`);
    expect((await organiser.get(copy.headers.location as string)).text).toContain('Please **read**');
  });

  it('is written and seen by organisers only', async () => {
    const expert = await app.as('expert');
    for (const page of ['/mailings', path, `${path}/sending`, '/mailing-lists', '/suppressions']) {
      expect((await expert.get(page)).status).toBe(403);
    }
    expect((await expert.api('get', '/mailings')).status).toBe(403);
    expect((await organiser.get(`/mailings/${newId()}`)).status).toBe(404);
  });
});
