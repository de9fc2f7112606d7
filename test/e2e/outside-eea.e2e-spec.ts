// A file for somebody outside the EEA says no more of anybody than may go there: rows, columns, filters, words and order.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AffiliationService,
  Consents,
  GroupFinder,
  MembershipService,
  OrganisationService,
  PersonFieldsService,
  PersonService,
  type FieldAudience,
} from '@samrad/network';
import { anonymous, system, type Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';

let app: TestApp;
let coordinator: Browser;
let id: string;
let self: Actor;
const handover = { receiver: 'NCP', purpose: 'meeting' };
const email = 'secret.address@see.example.org';

beforeAll(async () => {
  app = await startApp();
  coordinator = await app.as('coordinator');
  const place = { name: 'House of Synlig', acronym: null, type: 'ngo' as const, stateCode: 'SE', website: null };
  const organisationId = await app.get(OrganisationService).create(system, { ...place, note: null });
  id = await app.get(PersonService).create(system, {
    ...{ givenName: 'Tove', familyName: 'Synlig', stateCode: 'SE', mailLanguage: 'nn', phone: '+47 99 88 77 66' },
    ...{ languages: ['sv', 'ti'], topics: ['statistics'], countries: ['AF'], methods: ['law'], note: 'internal words' },
    ...{ organisationId: null, function: null, validFrom: null, emails: [email, 'second@see.example.org'] },
  });
  const work = { organisationId, function: 'Head of unit', validFrom: null, validTo: null };
  await app.get(AffiliationService).add(system, id, work);
  const groupId = (await app.get(GroupFinder).byCode('REG'))!.id;
  const term = { personId: id, stateCode: 'SE', role: 'member' as const, validFrom: '2020-01-01', validTo: null };
  await app.get(MembershipService).add(system, groupId, term);
  self = { ...anonymous, personId: id, name: 'Tove Synlig' };
  await app.get(PersonFieldsService).setRules(system, []);
});
afterAll(() => app.close());

const show = (audience: FieldAudience) => {
  const [email, phone, organisation] = [audience, audience, audience];
  const rest = { function: audience, languages: audience, topics: audience, about: audience };
  return app.get(PersonFieldsService).show(self, id, { email, phone, organisation, ...rest });
};
const agree = (isGiven: boolean) =>
  app.get(Consents).record(self, { personId: id, purpose: 'outside_eea', isGiven, way: 'own_page' });
const take = async (noun: 'persons' | 'experts', more: object) =>
  (await coordinator.api('post', `/${noun}/exports`, { ...handover, outsideEea: true, ...more })).text;
const lastTrace = async () => {
  const row = await app.get(Db).row<{ amount: number; detail: unknown }>(sql`
    SELECT amount, detail FROM trace WHERE kind = 'export' ORDER BY id DESC LIMIT 1`);
  const detail = (typeof row!.detail === 'string' ? JSON.parse(row!.detail) : row!.detail) as Record<string, unknown>;
  return { amount: row!.amount, leftOut: detail.leftOut };
};

const narrowings = [
  ...[{}, { q: 'Synlig' }, { q: 'secret.address@see' }, { q: 'House' }, { state: 'SE' }, { group: 'REG' }],
  ...[{ topic: 'statistics' }, { language: 'ti' }, { country: 'AF' }, { method: 'law' }, { type: 'ngo' }],
];

describe('of somebody who neither agreed nor is meant by a rule', () => {
  it.each(narrowings)('is not even the name, with %j', async (filter) => {
    await show('public');
    expect(await coordinator.api('post', '/persons/exports', { ...handover, ...filter }).then((r) => r.text)).toContain(
      'Synlig',
    );
    expect(await take('experts', filter)).not.toContain('Synlig');
    expect(await take('persons', filter)).not.toContain('Synlig');
    expect(await lastTrace()).toMatchObject({ amount: 0, leftOut: expect.anything() });
    expect(Number((await lastTrace()).leftOut)).toBeGreaterThan(0);
  });
});

describe('of somebody who agreed', () => {
  it.each(narrowings)('is what they show to others, with %j', async (filter) => {
    await agree(true);
    await show('network');
    expect(await take('experts', filter)).toContain('Synlig');
    const file = await take('persons', { ...filter, format: 'json' });
    const [item] = (JSON.parse(file) as { items: Record<string, unknown>[] }).items;
    expect(item).toMatchObject({
      ...{ familyName: 'Synlig', email: [email], phone: '+47 99 88 77 66', organisation: 'House of Synlig' },
      ...{ languages: ['sv', 'ti'], topics: ['statistics'], memberships: ['REG'] },
    });
    for (const name of ['mailLanguage', 'note', 'externalKey', 'affiliations']) expect(item).not.toHaveProperty(name);
    expect(file).not.toContain('second@see');
    await agree(false);
  });

  it('is nothing that they show to organisers only, nor is it found by that', async () => {
    await agree(true);
    await show('organisers');
    for (const filter of narrowings) {
      expect([filter, await take('persons', filter)]).toEqual([filter, expect.not.stringContaining('Synlig')]);
      expect([filter, await take('experts', filter)]).toEqual([filter, expect.not.stringContaining('Synlig')]);
    }
    await agree(false);
  });
});

describe('of somebody of whom a rule lets one field out', () => {
  it('is the name with that field; nothing else finds them', async () => {
    await show('network');
    await app.get(PersonFieldsService).setRules(system, [{ field: 'phone', reason: 'agreement' }]);
    const found = [] as object[];
    for (const filter of narrowings) {
      const file = await take('persons', { ...filter, format: 'vcard' });
      if (file.includes('Synlig')) found.push(filter);
      expect(file).not.toMatch(/MAIL-LANGUAGE|secret|House|REG|statistics/);
    }
    expect(found).toEqual([{}, { q: 'Synlig' }, { state: 'SE' }]);
    expect(await take('persons', { q: 'Synlig' })).toContain('99 88 77 66');
    // A file of experts holds no telephone: there is nothing to say of them.
    expect(await take('experts', { q: 'Synlig' })).not.toContain('Synlig');
    await app.get(PersonFieldsService).setRules(system, []);
  });
});

it('says on the page before it how many may go', async () => {
  await agree(true);
  await show('network');
  const page = async (noun: string) => (await coordinator.get(`/${noun}/export?lang=en&q=Synlig`)).text;
  expect(await page('persons')).toContain('Something may go there of 1 of the 1');
  expect(await page('experts')).toContain('Something may go there of 1 of the 1');
  await agree(false);
  expect(await page('persons')).toContain('Something may go there of 0 of the 1');
  expect(await page('experts')).toContain('Something may go there of 0 of the 1');
});
