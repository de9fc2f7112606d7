// Several things at once, by words as well as by filters: found by whomever it is shown to, and by nobody else.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonFieldsService, PersonFinder, PersonService } from '@samrad/network';
import { anonymous } from '@samrad/platform/auth';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';

let app: TestApp;
let coordinator: Browser;
let expert: Browser;
const ids = { both: '', one: '' };
const about = 'Has built houses of welcome in Lisboa';

const add = async (familyName: string, more: object) =>
  (
    await coordinator.api('post', '/persons', {
      ...{ givenName: 'Test', familyName, emails: [`${familyName}@example.org`], saveAnyway: true },
      ...{ stateCode: 'NO', languages: ['en'], topics: ['reintegration'], ...more },
    })
  ).body.id as string;

beforeAll(async () => {
  app = await startApp();
  [coordinator, expert] = await Promise.all([app.as('coordinator'), app.as('expert')]);
  const both = { languages: ['en', 'so', 'ti'], topics: ['reintegration', 'statistics'], methods: ['law', 'research'] };
  ids.both = await add('Begge', { ...both, countries: ['ER', 'SO'] });
  ids.one = await add('Ene', { languages: ['en', 'so'], methods: ['law'], countries: ['ER'] });
  const self = { ...anonymous, personId: ids.both, name: 'Test Begge' };
  const { version } = (await coordinator.api('get', `/persons/${ids.both}`)).body as { version: number };
  const own = { givenName: 'Test', familyName: 'Begge', phone: null, mailLanguage: 'en' as const, about, version };
  const known = { languages: both.languages, topics: both.topics, countries: ['ER', 'SO'], methods: both.methods };
  await app.get(PersonService).correct(self, ids.both, { ...own, ...known });
});
afterAll(() => app.close());

const find = async (who: Browser, query: string, noun = 'experts') => {
  const { items } = (await who.api('get', `/${noun}?per=200&${query}`)).body as { items: { id: string }[] };
  return items.flatMap(({ id }) => Object.entries(ids).flatMap(([name, own]) => (own === id ? [name] : []))).sort();
};

describe('several of one kind', () => {
  it.each([
    ['topic=reintegration&topic=statistics', ['both']],
    ['language=so&language=ti', ['both']],
    ['country=ER&country=SO', ['both']],
    ['method=law&method=research', ['both']],
    ['topic=reintegration', ['both', 'one']],
    ['topic=reintegration&topic=', ['both', 'one']],
    ['language=so&language=ti&topic=reintegration&method=law', ['both']],
  ])('%s: all of them must fit', async (query, found) => {
    for (const noun of ['experts', 'persons']) expect(await find(coordinator, query, noun)).toEqual(found);
  });

  it('shows each as chosen, to be taken away one by one, and counts what a further one would leave', async () => {
    const page = (await coordinator.get('/experts?lang=en&language=so&language=ti')).text;
    expect(page).toContain('<input type="hidden" form="filters" name="language" value="so">');
    expect(page.replaceAll('&#x3D;', '=')).toMatch(/href="\/experts\?language=ti">.*Working language: Somali/);
    expect(page.replaceAll('&#x3D;', '=')).toContain('/experts?language=so&amp;language=ti&amp;language=en');
    const persons = (await coordinator.get('/persons?lang=en&language=so&language=ti')).text;
    expect(persons).toContain('Test Begge');
    expect(persons).not.toContain('Test Ene');
    expect(persons).toContain('<input type="hidden" form="filters" name="language" value="ti">');
    // Of several a rule takes one for enough: such a list is no group.
    expect(persons).not.toContain('/groups/new?');
    expect((await coordinator.get('/persons?lang=en&language=ti')).text).toContain('/groups/new?');
  });

  it('goes out as a file with all of them', async () => {
    const file = await coordinator.post('/experts/export?lang=en', {
      ...{ language: ['so', 'ti'], receiver: 'UDI', purpose: 'panel' },
    });
    expect(file.text).toContain('Test Begge');
    expect(file.text).not.toContain('Test Ene');
    const asked = (await coordinator.get('/experts/export?language=so&language=ti')).text;
    expect(asked.match(/name="language"/g)).toHaveLength(2);
  });
});

describe('what is not understood', () => {
  it.each(['topic=zzz', 'method=zzz', 'language=zzz', 'country=ZZ', 'country=so'])('%s is said', async (query) => {
    for (const path of ['/experts', '/persons']) {
      const page = (await coordinator.get(`${path}?lang=en&q=Begge&${query}&topic=reintegration`)).text;
      expect(page).toContain(query.replace('=', '&#x3D;'));
      expect(page).toContain('Test Begge');
    }
    expect((await coordinator.api('get', `/experts?${query}`)).status).toBe(422);
    expect((await coordinator.api('get', `/persons?${query}`)).status).toBe(422);
  });
});

describe('words', () => {
  it.each([
    ['reintegr', ['both', 'one']],
    ['Reintegrering', ['both', 'one']],
    ['somalisk', []],
    ['somali', ['both', 'one']],
    ['tigrinja', ['both']],
    ['eritrea statistics', ['both']],
    ['begge eritrea', ['both']],
    ['ene eritrea', ['one']],
    ['ene statistics', []],
    ['lisboa', ['both']],
    ['begge welcome', ['both']],
  ])('“%s” names what people know, or what they say about themselves', async (q, found) => {
    for (const noun of ['experts', 'persons']) {
      expect([noun, await find(coordinator, `q=${q}`, noun)]).toEqual([noun, found]);
    }
  });

  it('says why, as for a filter', async () => {
    const { items } = (await coordinator.api('get', '/experts?q=begge+tigrinya')).body as {
      items: { why: object[] }[];
    };
    expect(items[0]!.why).toMatchObject([{ filter: 'language', value: 'ti', sure: 'person' }]);
  });

  it('finds for others only by what is shown to them', async () => {
    const show = (topics: 'organisers' | 'network', aboutTo: 'organisers' | 'network') =>
      app
        .get(PersonFieldsService)
        .show({ ...anonymous, personId: ids.both, name: 'Test Begge' }, ids.both, { topics, about: aboutTo });
    const found = async () => [
      await find(expert, 'q=reintegration'),
      await find(expert, 'q=lisboa'),
      (await expert.get('/search?q=lisboa')).text.includes(`/persons/${ids.both}`),
    ];
    await show('organisers', 'organisers');
    expect(await found()).toEqual([[], [], false]);
    await show('network', 'organisers');
    expect(await found()).toEqual([['both'], [], false]);
    await show('organisers', 'network');
    expect(await found()).toEqual([[], ['both'], true]);
    expect((await coordinator.get('/search?q=lisboa')).text).toContain(`/persons/${ids.both}`);
    const page = (await expert.get('/experts?lang=en&topic=statistics')).text;
    expect(page).toContain('Nobody shows you that they know this');
    expect((await expert.get('/experts?lang=en&q=xyzzy')).text).toContain('Nobody fits all of this');
    expect((await app.get(PersonFinder).byAddress(cast.expert.email))!.stateCode).toBe('NO');
  });
});

it('shows the last page to whoever asks for one behind it', async () => {
  for (const path of ['/experts', '/persons']) {
    expect((await coordinator.get(`${path}?lang=en&q=Begge&page=99`)).text).toContain('Test Begge');
  }
});
