import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AffiliationService,
  Consents,
  GroupFinder,
  MembershipService,
  OrganisationService,
  PersonFieldsService,
  PersonFinder,
  PersonService,
} from '@samrad/network';
import { fieldAudiences, type FieldAudience } from '@samrad/network';
import { anonymous, system, type Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { cast } from '../support/cast.js';

let app: TestApp;
let id: string;
let self: Actor;
const readers = {} as Record<Reader, Browser>;

/** Who reads: an organiser; somebody of the same group; somebody inside who shares nothing; one for a State outside. */
type Reader = 'coordinator' | 'colleague' | 'network' | 'outside' | 'visitor';
const secret = 'secret.address@see.example.org';
const words = { email: secret, phone: '+47 99 88 77 66', about: 'Vivid words about returning home' };

beforeAll(async () => {
  app = await startApp();
  const groupId = (await app.get(GroupFinder).byCode('REG'))!.id;
  const person = { givenName: 'Tove', familyName: 'Synlig', stateCode: 'SE', mailLanguage: 'en' as const };
  const rest = { languages: ['sv'], topics: ['statistics'], note: 'internal words', organisationId: null };
  const more = { function: null, validFrom: null, emails: [words.email], phone: words.phone };
  id = await app.get(PersonService).create(system, { ...person, ...rest, ...more });
  await app.get(Db).tx(() => app.get(Db).run(sql`UPDATE person SET about = ${words.about} WHERE id = ${id}`));
  self = { ...anonymous, personId: id, name: 'Tove Synlig' };
  const member = async (personId: string, stateCode: string) => {
    const term = { personId, stateCode, role: 'member' as const, validFrom: '2020-01-01', validTo: null };
    await app.get(MembershipService).add(system, groupId, term);
  };
  const idOf = async (email: string) => (await app.get(PersonFinder).byAddress(email))!.personId;
  await member(id, 'SE');
  await member(await idOf(cast.expert.email), 'NO');
  await member(await idOf(cast.stateContact.email), 'GE');
  readers.coordinator = await app.as('coordinator');
  readers.colleague = await app.as('expert');
  readers.outside = await app.as('stateContact');
  readers.visitor = app.visitor();
});
afterAll(() => app.close());

const show = (audience: FieldAudience) =>
  app.get(PersonFieldsService).show(self, id, { email: audience, phone: audience, topics: audience, about: audience });
const agree = (purpose: 'outside_eea' | 'profile_network', isGiven: boolean) =>
  app.get(Consents).record(self, { personId: id, purpose, isGiven, way: 'own_page' });

/** Through which doors the reader gets at the address: page, list, group, API, filter and search. */
async function doors(reader: Reader): Promise<Record<string, boolean>> {
  const browser = readers[reader];
  const group = (await browser.api('get', '/groups/REG/memberships')).body.items as { person: { email: string } }[];
  const list = (await browser.api('get', '/persons?per=200')).body.items as { email: string }[];
  const byAddress = (await browser.api('get', `/persons?q=${secret}`)).body.items as { id: string }[];
  const byTopic = (await browser.api('get', '/persons?topic=statistics')).body.items as { id: string }[];
  const one = (await browser.api('get', `/persons/${id}`)).body as Record<string, unknown>;
  const page = (await browser.get(`/persons/${id}`)).text;
  return {
    page: page.includes(secret) && page.includes(words.phone) && page.includes(words.about),
    list: (await browser.get('/persons?q=Synlig')).text.includes(secret),
    group: group.some(({ person }) => person.email === secret),
    api: list.some(({ email }) => email === secret) && JSON.stringify(one).includes(words.about),
    filter: byAddress.length === 1 && byTopic.length === 1,
  };
}

const everywhere = { page: true, list: true, group: true, api: true, filter: true };
const nowhere = { page: false, list: false, group: false, api: false, filter: false };

describe('a field is seen through every door, or through none', () => {
  const grid: [FieldAudience, Record<'coordinator' | 'colleague' | 'outside', boolean>][] = [
    ['organisers', { coordinator: true, colleague: false, outside: false }],
    ['group', { coordinator: true, colleague: true, outside: false }],
    ['network', { coordinator: true, colleague: true, outside: false }],
    ['public', { coordinator: true, colleague: true, outside: false }],
  ];
  it('knows all audiences', () => expect(grid.map(([audience]) => audience)).toEqual([...fieldAudiences]));

  it.each(grid)('shown to %s', async (audience, sees) => {
    await show(audience);
    for (const reader of ['coordinator', 'colleague', 'outside'] as const) {
      expect([reader, await doors(reader)]).toEqual([reader, sees[reader] ? everywhere : nowhere]);
    }
  });

  it('goes to States outside the EEA when the person agrees', async () => {
    await show('group');
    await agree('outside_eea', true);
    expect(await doors('outside')).toEqual(everywhere);
    await agree('outside_eea', false);
    expect(await doors('outside')).toEqual(nowhere);
  });

  it('goes to States outside the EEA when a rule allows it', async () => {
    const rules = app.get(PersonFieldsService);
    const before = await rules.rules();
    await rules.setRules(system, [...before, { field: 'phone', reason: 'agreement' }]);
    expect((await readers.outside.get(`/persons/${id}`)).text).toContain(words.phone);
    expect((await readers.outside.get(`/persons/${id}`)).text).not.toContain(secret);
    await rules.setRules(system, before);
    expect((await readers.outside.get(`/persons/${id}`)).text).not.toContain(words.phone);
  });

  it('finds by name for a State outside the EEA, and by nothing else', async () => {
    await show('network');
    const found = async (q: string) => {
      const items = (await readers.outside.api('get', `/persons?q=${encodeURIComponent(q)}`)).body.items as {
        id: string;
      }[];
      return items.some((item) => item.id === id);
    };
    expect([await found('synl'), await found('Tove synlig'), await found('TOVE')]).toEqual([true, true, true]);
    expect([await found('secret'), await found('ynlig'), await found('Tove nobody')]).toEqual([false, false, false]);
  });

  it('hides who works at an organisation from its page, too', async () => {
    const body = { name: 'House of Synlig', acronym: null, type: 'ngo' as const, stateCode: 'SE' };
    const place = await app.get(OrganisationService).create(system, { ...body, website: null, note: null });
    await app
      .get(AffiliationService)
      .add(system, id, { organisationId: place, function: null, validFrom: null, validTo: null });
    const named = async (reader: Reader) => [
      (await readers[reader].get(`/organisations/${place}`)).text.includes('Tove'),
      (await readers[reader].api('get', `/organisations/${place}/overview`)).text.includes(id),
    ];
    await app.get(PersonFieldsService).show(self, id, { organisation: 'organisers' });
    expect([await named('coordinator'), await named('colleague'), await named('outside')]).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
    await app.get(PersonFieldsService).show(self, id, { organisation: 'group' });
    await app.get(PersonFieldsService).setRules(system, []);
    expect([await named('colleague'), await named('outside')]).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});

describe('the log of readings', () => {
  const readings = async (what: string, reader: string) =>
    (await app.get(Db).row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM trace WHERE what = ${what} AND actor_name = ${reader}
        AND (subject_id = ${id} OR detail LIKE '%Synlig%')`))!.n;
  const read = async (reader: Reader) => {
    await readers[reader].get(`/persons/${id}`);
    await readers[reader].api('get', `/persons/${id}`);
    await readers[reader].get('/persons?q=Synlig');
    await readers[reader].api('get', '/persons?q=Synlig&sort=name-asc');
  };

  it('says who read what a person does not show to the whole network, once a day and list', async () => {
    await app.get(Db).tx(() => app.get(Db).run(sql`DELETE FROM trace`));
    await app.get(PersonFieldsService).show(self, id, { organisation: 'network', function: 'network' });
    for (const audience of ['organisers', 'network'] as const) {
      await show(audience);
      await read('colleague');
      await read('outside');
    }
    expect([await readings('person', 'Samuel Tesfay'), await readings('persons', 'Samuel Tesfay')]).toEqual([0, 0]);
    await show('group');
    for (const reader of ['coordinator', 'colleague', 'outside'] as const) await read(reader);
    expect([await readings('person', 'Kari Nordmann'), await readings('persons', 'Kari Nordmann')]).toEqual([1, 1]);
    expect([await readings('person', 'Samuel Tesfay'), await readings('persons', 'Samuel Tesfay')]).toEqual([1, 1]);
    expect([await readings('person', 'Aino Virtanen'), await readings('persons', 'Aino Virtanen')]).toEqual([0, 0]);
    await app.get(PersonFieldsService).show(self, id, { organisation: 'group', function: 'group' });
    await show('organisers');
  });
});

describe('who finds a person by words', () => {
  const finds = async (reader: Reader) =>
    (await readers[reader].get('/search?q=Synlig')).text.includes(`/persons/${id}`);

  it('follows the audience of what is found', async () => {
    await show('group');
    expect([await finds('coordinator'), await finds('colleague')]).toEqual([true, true]);
    expect([await finds('outside'), await finds('visitor')]).toEqual([false, false]);
    expect((await readers.colleague.get('/search?q=secret.address')).text).toContain(`/persons/${id}`);
    await show('organisers');
    expect((await readers.colleague.get('/search?q=secret.address')).text).not.toContain(`/persons/${id}`);
    expect((await readers.colleague.get('/persons?q=secret')).text).not.toContain(`/persons/${id}`);
  });
});

describe('a person shown to the network', () => {
  it('is seen by somebody who shares nothing, with the fields shown to the network', async () => {
    await app
      .get(Db)
      .tx(() => app.get(Db).run(sql`UPDATE membership SET valid_to = '2020-12-31' WHERE state_code = 'NO'`));
    expect((await readers.colleague.api('get', `/persons/${id}`)).status).toBe(404);
    await agree('profile_network', true);
    await app.get(PersonFieldsService).show(self, id, { email: 'group', about: 'network' });
    const { body } = await readers.colleague.api('get', `/persons/${id}`);
    expect(body).toMatchObject({ familyName: 'Synlig', emails: [], about: words.about });
    await agree('profile_network', false);
    expect((await readers.colleague.api('get', `/persons/${id}`)).status).toBe(404);
  });
});
