import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PersonFinder } from '@samrad/network';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';

let app: TestApp;
let expert: Browser;
let coordinator: Browser;
let id: string;
let document: string;

const said = { topics: ['absconding'], languages: ['ka'], methods: ['training'], countries: ['KP'] };
const noRule = { types: [], states: [], stateSets: [], functionWords: null, groups: [], roles: [], parts: [] };

/** A group of those who know all that, with a document of its own. */
async function groupWithDocument(): Promise<string> {
  const names = { code: 'SAID', nameEn: 'Said', nameNb: 'Sagt', nameNn: 'Sagt', kind: 'working_group' };
  const { body: group } = await coordinator.api('post', '/groups', { ...names, description: null });
  await coordinator.api('put', `/groups/${group.id}/composition`, { ...noRule, ...said, version: 1 }).expect(200);
  await coordinator.get('/documents/new');
  const file = { content: Buffer.from('only for those'), filename: 'secret.txt' };
  const facts = { title: 'For SAID', language: 'en', audience: 'group', groupId: group.id, reference: '' };
  return (await coordinator.upload('/documents/new', 'file', file, facts)).headers.location!;
}

const record = async () => (await coordinator.api('get', `/persons/${id}`)).body;
/** The form about the person as it opens, with what is changed in it. */
async function save(changed: object) {
  const { emails, version, ...rest } = await record();
  await coordinator.get(`/persons/${id}/edit`);
  return coordinator.post(`/persons/${id}`, { ...rest, emails: emails.join('\n'), version, ...changed });
}

beforeAll(async () => {
  app = await startApp();
  expert = await app.as('expert');
  coordinator = await app.as('coordinator');
  id = (await app.get(PersonFinder).byAddress(cast.expert.email))!.personId;
  document = await groupWithDocument();
  const { body: own } = await expert.api('get', '/own-data');
  await expert.get('/me');
  const typed = { givenName: 'Samuel', familyName: 'Tesfay', mailLanguage: 'nb', version: own.version };
  await expert.post('/me', { ...typed, ...said }).expect(303);
});
afterAll(() => app.close());

it('gives nobody a right by their own word, and stays their word when others save without touching it', async () => {
  expect((await record()).unconfirmed).toEqual(said);
  expect((await save({ phone: '+47 22 33 44 55' })).status).toBe(303);
  const { unconfirmed: _, ...whole } = await record();
  expect((await coordinator.api('put', `/persons/${id}`, { ...whole, note: 'Called' })).body.unconfirmed).toEqual(said);
  expect((await expert.get(document)).status).toBe(404);
});

it('is marked in the form, and counts once an organiser says so, kind by kind', async () => {
  const form = (await coordinator.get(`/persons/${id}/edit?lang=en`)).text;
  expect(form.match(/<small>Said by the person, not confirmed<\/small>/g)).toHaveLength(4);
  expect(form).toContain('Confirm what the person says: Georgian');
  const refused = await save({ emails: '', confirms: 'topics' });
  expect(refused.status).toBe(422);
  expect(refused.text).toMatch(/name="confirms" value="topics" checked/);
  expect(refused.text).not.toMatch(/name="confirms" value="languages" checked/);
  await save({ confirms: ['topics', 'languages'] });
  expect((await record()).unconfirmed).toEqual({ ...said, topics: [], languages: [] });
  expect((await expert.get(document)).status).toBe(404);
  const { unconfirmed: _, ...whole } = await record();
  await coordinator.api('put', `/persons/${id}`, { ...whole, confirms: ['methods', 'countries'] });
  expect((await expert.get(document)).status).toBe(200);
  const page = (await coordinator.get(`/persons/${id}?lang=en`)).text;
  expect(page).toContain('Confirmed what the person says: Georgian, Absconding');
  expect(page).not.toContain('Said by the person, not confirmed');
});

it('tells only organisers which groups find their members by themselves', async () => {
  const told = 'by itself';
  expect((await coordinator.get('/groups?lang=en')).text).toContain(told);
  expect((await expert.get('/groups?lang=en')).text).not.toContain(told);
});
