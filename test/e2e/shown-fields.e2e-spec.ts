// One answer to one setting: page, profile, API and list show each field to those it is shown to; organisers see to whom.
import { Consents, MethodFinder, OrganisationService, PersonFieldsService, PersonService } from '@samrad/network';
import { anonymous, system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let coordinator: Browser;
let colleague: Browser;
let id: string;
let method: string;
const [work, task] = ['Huset for synlige', 'Seniorviser'];
const self = () => ({ ...anonymous, personId: id });

beforeAll(async () => {
  app = await startApp();
  coordinator = await app.as('coordinator');
  colleague = await app.as('expert');
  const place = { name: work, acronym: null, type: 'ngo' as const, stateCode: 'NO', website: null, note: null };
  const organisationId = await app.get(OrganisationService).create(system, place);
  const [first] = await app.get(MethodFinder).all();
  method = first!.nameEn;
  id = await app.get(PersonService).create(system, {
    ...{ givenName: 'Tove', familyName: 'Synlig', stateCode: 'NO', mailLanguage: 'en' as const },
    ...{ languages: [], topics: ['statistics'], note: null, organisationId, function: task, validFrom: null },
    ...{ emails: ['tove@synlig.example.org'], phone: null },
  });
  const { code } = first!;
  await app.get(Db).tx(async () => {
    await app.get(Db).run(sql`INSERT INTO person_method (person_id, method_code, stated_by, sort_name, is_confirmed)
      VALUES (${id}, ${code}, 'person', 'synlig tove', 1)`);
    await app.get(Db).run(sql`INSERT INTO person_country (person_id, country_code, stated_by, sort_name, is_confirmed)
      VALUES (${id}, 'AF', 'person', 'synlig tove', 1)`);
  });
  await app.get(Consents).record(self(), { personId: id, purpose: 'profile_public', isGiven: true, way: 'own_page' });
});
afterAll(() => app.close());

/** Where the reader meets the place of work, and where the function. */
async function met(): Promise<Record<string, [boolean, boolean]>> {
  const texts = {
    page: (await colleague.get(`/persons/${id}`)).text,
    list: (await colleague.get('/persons?q=Synlig')).text,
    api: (await colleague.api('get', `/persons/${id}`)).text,
    apiList: (await colleague.api('get', '/persons?q=Synlig')).text,
    profile: (await app.visitor().get(`/profiles/${id}`)).text,
  };
  return Object.fromEntries(
    Object.entries(texts).map(([door, text]) => [door, [text.includes(work), text.includes(task)]]),
  );
}

const everywhere = (seen: [boolean, boolean]) =>
  Object.fromEntries(['page', 'list', 'api', 'apiList', 'profile'].map((door) => [door, seen]));

it.each([
  ['public', 'public', [true, true]],
  ['organisers', 'public', [false, true]],
  ['public', 'organisers', [true, false]],
  ['organisers', 'organisers', [false, false]],
] as const)('shows the place of work to %s and the function to %s, through every door', async (place, its, seen) => {
  await app.get(PersonFieldsService).show(self(), id, { organisation: place, function: its });
  expect(await met()).toEqual(everywhere([...seen]));
});

it('shows topics, countries and methods together on the public profile, or none of them', async () => {
  const profile = async () => (await app.visitor().get(`/profiles/${id}?lang=en`)).text;
  await app.get(PersonFieldsService).show(self(), id, { topics: 'public' });
  for (const word of ['Statistics', 'Afghanistan', method]) expect(await profile()).toContain(word);
  await app.get(PersonFieldsService).show(self(), id, { topics: 'network' });
  for (const word of ['Statistics', 'Afghanistan', method]) expect(await profile()).not.toContain(word);
});

it('names what “Expertise” covers where its audience is chosen', async () => {
  expect((await colleague.get('/me/shown?lang=en')).text).toContain('Expertise (topics, methods, countries of origin)');
});

it('tells organisers, and nobody else, to whom each field is shown, and where the public profile is', async () => {
  const phone = { phone: 'organisers', email: 'public', organisation: 'network', function: 'group' } as const;
  await app.get(PersonFieldsService).show(self(), id, phone);
  const page = (await coordinator.get(`/persons/${id}?lang=en`)).text;
  for (const words of ['Shown to: organisers only', 'Shown to: everybody', 'shown to: the whole network']) {
    expect(page).toContain(words);
  }
  expect(page).toContain(`href="/profiles/${id}"`);
  const theirs = (await colleague.get(`/persons/${id}?lang=en`)).text;
  expect(theirs).not.toContain('hown to:');
  expect(theirs).not.toContain('/profiles/');
  await app.get(Consents).record(self(), { personId: id, purpose: 'profile_public', isGiven: false, way: 'own_page' });
  expect((await coordinator.get(`/persons/${id}`)).text).not.toContain('/profiles/');
});
