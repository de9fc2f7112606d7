import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromJson, sql } from '@samrad/platform/database';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Search } from '@samrad/platform/search';
import { GroupFinder } from '../group/group.finder.js';
import { MembershipService } from '../membership/membership.service.js';
import { OrganisationService } from '../organisation/organisation.service.js';
import { AffiliationService } from './affiliation.service.js';
import { DirectoryFinder } from '../directory/directory.finder.js';
import { personInput } from './person.dto.js';
import { PersonFinder } from './person.finder.js';
import { PersonRecordFinder } from './person-record.finder.js';
import { PersonService } from './person.service.js';
import { actorWith, openNetwork, organiser, type NetworkWorld } from '../../../../test/support/network.js';

let world: NetworkWorld;
let persons: PersonService;
let directory: DirectoryFinder;
let records: PersonRecordFinder;
const paging = { page: 1, per: 25 };

beforeAll(async () => {
  world = await openNetwork();
  persons = world.get(PersonService);
  directory = world.get(DirectoryFinder);
  records = world.get(PersonRecordFinder);
});
afterAll(() => world.close());

let count = 0;
const aPerson = (more: object = {}) => {
  count += 1;
  const base = { givenName: `Given${count}`, familyName: `Family${count}`, emails: `p${count}@example.org` };
  return personInput.parse({ ...base, stateCode: 'NO', ...more });
};
const create = (more: object = {}) => persons.create(organiser, aPerson(more));
const names = async (...args: Parameters<DirectoryFinder['list']>) =>
  (await directory.list(...args)).rows.map(({ familyName }) => familyName);

describe('creating and changing', () => {
  it('keeps several addresses, the first as the primary one', async () => {
    const id = await create({
      emails: 'First@Example.org\nsecond@example.org',
      languages: ['en', 'nb'],
      topics: 'statistics',
    });
    const person = await records.one(organiser, id);
    expect(person).toMatchObject({ emails: ['First@Example.org', 'second@example.org'], topics: ['statistics'] });
    expect(await world.get(PersonFinder).byAddress('SECOND@example.ORG')).toMatchObject({ personId: id });
  });

  it('takes somebody with one name only, and nobody without a name', async () => {
    await create({ givenName: '', familyName: 'Suharto', emails: 'one-name@example.org' });
    expect((await world.get(PersonFinder).byAddress('one-name@example.org'))!.name).toBe('Suharto');
    const nameless = personInput.safeParse({ givenName: ' ', familyName: '', emails: '' });
    expect(nameless.error!.issues.map(({ path }) => path[0]).sort()).toEqual(['emails', 'givenName']);
  });

  it('refuses an address that somebody has, and writes nothing', async () => {
    await create({ emails: 'taken@example.org' });
    const before = await directory.count(organiser, {});
    await expect(create({ emails: 'TAKEN@example.org' })).rejects.toBeInstanceOf(Invalid);
    expect(await directory.count(organiser, {})).toBe(before);
  });

  it('is for organisers only', async () => {
    await expect(persons.create(actorWith('expert'), aPerson())).rejects.toBeInstanceOf(Forbidden);
  });

  it('answers a stale change with both texts', async () => {
    const id = await create({ phone: '1' });
    const { version, ...fields } = (await persons.fields(id))!;
    await persons.change(organiser, id, { ...fields, phone: '22 33 44 55', version });
    const stale = persons.change(organiser, id, { ...fields, phone: '99', version });
    await expect(stale).rejects.toBeInstanceOf(Conflict);
    await expect(stale).rejects.toMatchObject({ texts: { theirs: { phone: '22 33 44 55' }, yours: { phone: '99' } } });
    const [latest] = await world.get(Events).history('person', id);
    expect(latest).toMatchObject({ kind: 'person.updated', data: { fields: ['phone'] } });
  });

  it('tells in the history from what to what, and why, and gives the queue no values', async () => {
    const id = await create({ phone: '1', topics: 'detention' });
    const fields = (await persons.fields(id))!;
    world.get(Events).subscribe('person.updated', 'spec.told');
    await persons.change(organiser, id, { ...fields, phone: '22 33 44 55', topics: [], why: 'Called us' });
    const [latest] = await world.get(Events).history('person', id);
    expect(latest!.data).toEqual({
      fields: ['phone', 'topics'],
      changes: [
        { field: 'phone', from: '1', to: '22 33 44 55' },
        { field: 'topics', from: ['detention'], to: [] },
      ],
      why: 'Called us',
    });
    const [job] = await world.db.rows<{ payload: unknown }>(sql`SELECT payload FROM job WHERE kind = 'spec.told'`);
    expect(JSON.stringify(fromJson(job!.payload))).not.toContain('22 33 44 55');
  });

  it('renames the person in every list that is ordered by name', async () => {
    const id = await create({ familyName: 'Zander', topics: 'detention' });
    const group = (await world.get(GroupFinder).byCode('REG'))!;
    const term = { personId: id, role: 'member' as const, stateCode: 'NO', validFrom: null, validTo: null };
    await world.get(MembershipService).add(organiser, group.id, term);
    const fields = (await persons.fields(id))!;
    await persons.change(organiser, id, { ...fields, familyName: 'Aamodt' });
    const rows = await world.db.rows(sql`
      SELECT sort_name AS name FROM membership WHERE person_id = ${id}
      UNION ALL SELECT sort_name FROM person_topic WHERE person_id = ${id}`);
    expect(rows.map((row) => (row as { name: string }).name.split(' ')[0])).toEqual(['aamodt', 'aamodt']);
  });
});

describe('the directory', () => {
  it('finds by word, address, State, topic, type, group and status', async () => {
    const organisationId = await world.get(OrganisationService).create(organiser, {
      ...{ name: 'Straż Graniczna', acronym: 'SG', type: 'police', stateCode: 'PL', website: null, note: null },
    });
    const id = await create({
      familyName: 'Wójcik',
      emails: 'w@sg.example.org',
      stateCode: 'PL',
      topics: 'readmission',
      organisationId,
    });
    const group = (await world.get(GroupFinder).byCode('REG'))!;
    const term = { personId: id, role: 'chair' as const, stateCode: 'PL', validFrom: null, validTo: null };
    await world.get(MembershipService).add(organiser, group.id, term);
    const filters = [
      { q: 'wojc' },
      { q: 'graniczna' },
      { q: 'W@sg.' },
      { state: 'PL' },
      { topic: ['readmission'] },
      { type: 'police' as const },
      { group: 'REG', role: 'chair' as const },
      { state: 'PL', topic: ['readmission'], group: 'REG', type: 'police' as const, q: 'Poland' },
      { organisation: organisationId },
      { role: 'chair' as const, sort: 'organisation-desc' as const },
    ];
    for (const filter of filters)
      expect([filter, await names(organiser, filter, paging)]).toEqual([filter, ['Wójcik']]);
    expect(await directory.count(organiser, { q: 'wojcik', group: 'REG' })).toBe(1);
  });

  it('sorts by name, State and organisation, both ways', async () => {
    for (const sort of ['name-asc', 'name-desc', 'state-asc', 'state-desc', 'organisation-asc'] as const) {
      const rows = await names(organiser, { sort }, { page: 1, per: 200 });
      expect(rows.length).toBeGreaterThanOrEqual(5);
    }
    expect((await names(organiser, { sort: 'name-desc' }, paging)).toReversed()).toEqual(
      await names(organiser, { sort: 'name-asc' }, paging),
    );
  });

  it('shows people who have left only to organisers who ask', async () => {
    const id = await create({ familyName: 'Leaver', stateCode: 'SE' });
    await persons.leave(organiser, id, { leftOn: '2026-11-01', version: 1 });
    expect(await names(organiser, { q: 'leaver' }, paging)).toEqual([]);
    expect(await names(organiser, { q: 'leaver', status: 'left' }, paging)).toEqual(['Leaver']);
    expect(await names(actorWith('expert', { stateCodes: ['SE'] }), { status: 'all' }, paging)).toEqual([]);
    const soon = await create({ familyName: 'Abroad', stateCode: 'SE' });
    await persons.leave(organiser, soon, { leftOn: '2026-12-24', version: 1 });
    const earlier = await create({ familyName: 'Gone', stateCode: 'SE' });
    await persons.leave(organiser, earlier, { leftOn: '2025-01-01', version: 1 });
    const left = { status: 'left' as const };
    expect(await names(organiser, left, paging)).toEqual(['Gone', 'Leaver']);
    expect(await names(organiser, { ...left, sort: 'name-desc' }, paging)).toEqual(['Leaver', 'Gone']);
    expect(await directory.count(organiser, left)).toBe(2);
    await persons.comeBack(organiser, id, 2);
    expect(await names(organiser, left, paging)).toEqual(['Gone']);
    expect(await names(organiser, { q: 'leaver' }, paging)).toEqual(['Leaver']);
  });

  it('shows an expert the own State and groups, without telephone, notes and further addresses', async () => {
    const id = await create({
      familyName: 'Hidden',
      stateCode: 'FI',
      emails: 'a@fi.example.org b@fi.example.org',
      phone: '123',
      topics: 'statistics',
    });
    const finn = actorWith('state_contact', { stateCodes: ['FI'] });
    const swede = actorWith('expert', { stateCodes: ['SE'] });
    expect(await names(finn, { q: 'hidden' }, paging)).toEqual(['Hidden']);
    expect(await names(swede, { q: 'hidden' }, paging)).toEqual([]);
    expect(await records.one(swede, id)).toBeUndefined();
    expect(await records.one(finn, id)).toMatchObject({ emails: ['a@fi.example.org'], topics: [], languages: [] });
    expect(await names(finn, { q: 'b@fi.example.org' }, paging)).toEqual([]);
    const search = world.get(Search);
    expect((await search.find(finn, 'hidden')).length).toBe(1);
    expect((await search.find(swede, 'hidden')).length).toBe(0);
  });
});

describe('places of work', () => {
  it('refuses the same place twice at a time, and keeps what ended', async () => {
    const organisations = world.get(OrganisationService);
    const base = { acronym: null, type: 'ngo' as const, stateCode: 'NO', website: null, note: null };
    const [old, next] = [
      await organisations.create(organiser, { name: 'Old place', ...base }),
      await organisations.create(organiser, { name: 'Next place', ...base }),
    ];
    const id = await create({ organisationId: old, validFrom: '2020-01-01' });
    const affiliations = world.get(AffiliationService);
    const again = { organisationId: old, function: null, validFrom: '2021-01-01', validTo: null };
    await expect(affiliations.add(organiser, id, again)).rejects.toBeInstanceOf(Invalid);
    const [first] = await records.affiliations(id, null);
    await affiliations.change(organiser, first!.id, { ...again, validFrom: '2020-01-01', validTo: '2026-10-31' });
    await affiliations.add(organiser, id, { ...again, organisationId: next, validFrom: '2026-11-01' });
    expect((await records.affiliations(id, null)).map((place) => place.organisation)).toEqual([
      'Next place',
      'Old place',
    ]);
    expect((await records.affiliations(id, '2026-11-23')).map((place) => place.organisation)).toEqual(['Next place']);
    await expect(organisations.remove(organiser, old)).rejects.toBeInstanceOf(Conflict);
  });
});
