import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Conflict, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { DirectoryFinder } from '../../directory/directory.finder.js';
import { MembershipService } from '../../membership/membership.service.js';
import { organisationInput } from '../../organisation/organisation.dto.js';
import { OrganisationService } from '../../organisation/organisation.service.js';
import { personInput } from '../../person/person.dto.js';
import { PersonCountry } from '../../person/expertise/expertise.entity.js';
import { PersonTopic } from '../../person/person.entity.js';
import { sql } from '@samrad/platform/database';
import { PersonFinder } from '../../person/person.finder.js';
import { PersonService } from '../../person/person.service.js';
import { openNetwork, organiser, type NetworkWorld } from '../../../../../test/support/network.js';
import { GroupFinder } from '../group.finder.js';
import { GroupService } from '../group.service.js';
import { compositionInput, recipientsInput } from './composition.dto.js';
import { CompositionFinder } from './composition.finder.js';
import { CompositionService } from './composition.service.js';
import { GroupMembers } from './group-members.js';
import { RecipientsFinder } from './recipients.finder.js';

let world: NetworkWorld;
let service: CompositionService;
let members: GroupMembers;
let reg: string;
let ngos: string;
let all: string;
const people: Record<string, string> = {};
const today = '2026-11-23';

const group = (code: string) =>
  world.get(GroupService).create(organiser, {
    ...{ code, nameEn: code, nameNb: code, nameNn: code, kind: 'working_group', description: null },
  });

async function person(name: string, more: Record<string, unknown>) {
  const input = { givenName: name, familyName: 'Berg', emails: `${name.toLowerCase()}@example.org`, ...more };
  people[name] = await world.get(PersonService).create(organiser, personInput.parse(input));
}

const compose = async (id: string, input: object) => {
  const { version } = (await world.get(GroupFinder).one(id))!;
  await service.change(organiser, id, { ...compositionInput.parse(input), version });
};
/** Writes down, as said by them or by a coordinator, that somebody knows Somalia and statistics. */
const knows = (name: string, by: 'person' | 'coordinator') =>
  world.db.tx(async () => {
    await world.db.run(sql`DELETE FROM person_country WHERE person_id = ${people[name]}`);
    await world.db.run(sql`DELETE FROM person_topic WHERE person_id = ${people[name]} AND topic_code = 'statistics'`);
    const who = { personId: people[name]!, sortName: name, statedBy: by, isConfirmed: by === 'coordinator' };
    await world.db.insert(PersonCountry, { ...who, countryCode: 'SO' });
    await world.db.insert(PersonTopic, { ...who, topicCode: 'statistics' });
  });
const inGroup = async (id: string) =>
  (await world.get(PersonFinder).membersOn(id, today)).map(({ givenName }) => givenName);

beforeAll(async () => {
  world = await openNetwork();
  service = world.get(CompositionService);
  members = world.get(GroupMembers);
  const organisation = (name: string, type: string) =>
    world.get(OrganisationService).create(organiser, organisationInput.parse({ name, type, stateCode: 'NO' }));
  const ngo = await organisation('Aid', 'ngo');
  const ministry = await organisation('Ministry', 'governmental');
  await person('Anna', {
    stateCode: 'NO',
    topics: ['reintegration'],
    organisationId: ngo,
    function: 'Adviser on return',
  });
  await person('Bo', { stateCode: 'SE', topics: ['reintegration'], organisationId: ngo });
  await person('Carl', { stateCode: 'DE', topics: ['reintegration'], organisationId: ngo });
  await person('Dag', { stateCode: 'NO', topics: ['reintegration'], organisationId: ministry });
  await person('Eli', { stateCode: 'NO', organisationId: ngo });
  reg = (await world.get(GroupFinder).byCode('REG'))!.id;
  const term = { stateCode: 'NO', validFrom: '2024-01-01', validTo: null };
  await world.get(MembershipService).add(organiser, reg, { ...term, personId: people.Dag!, role: 'chair' });
  ngos = await group('NGO-N');
  all = await group('ALL');
});
afterAll(() => world.close());

describe('a group with a rule', () => {
  it('has exactly those in it who fit today, and says why', async () => {
    await compose(ngos, { types: 'ngo', stateSets: 'nordic', topics: 'reintegration' });
    expect(await inGroup(ngos)).toEqual(['Anna', 'Bo']);
    const { people: within, count } = await world
      .get(CompositionFinder)
      .within((await members.compositions()).get(ngos)!);
    expect(count).toBe(2);
    expect(within[0]).toMatchObject({
      source: 'rule',
      organisation: 'Aid',
      topics: ['reintegration'],
      stateCode: 'NO',
    });
  });

  it('lets somebody out the day they leave the network, and follows a change of their record at once', async () => {
    expect((await world.get(PersonFinder).membersOn(ngos, '2026-11-23')).length).toBe(2);
    const { version } = (await world.db.row<{ version: number }>({
      ...{ sql: 'SELECT version FROM person WHERE id = ?', values: [people.Bo] },
    }))!;
    await world.get(PersonService).leave(organiser, people.Bo!, { leftOn: '2026-11-25', version });
    expect(await inGroup(ngos)).toEqual(['Anna', 'Bo']);
    expect((await world.get(PersonFinder).membersOn(ngos, '2026-11-25')).map(({ givenName }) => givenName)).toEqual([
      'Anna',
    ]);
  });

  it('counts for what an account may read', async () => {
    expect(await members.derivedOf([people.Anna!, people.Eli!])).toEqual(new Map([[people.Anna, [ngos]]]));
  });

  it('lets nobody in who only says of themself what the rule asks, and still writes to them', async () => {
    await compose(all, { topics: 'statistics', countries: 'SO' });
    await knows('Anna', 'person');
    const rights = async () => (await members.derivedOf([people.Anna!])).get(people.Anna!);
    expect([await inGroup(all), await rights()]).toEqual([['Anna'], [ngos]]);
    await knows('Anna', 'coordinator');
    expect(await rights()).toEqual(expect.arrayContaining([all, ngos]));
    const anna = { ...organiser, personId: people.Anna!, roles: ['expert' as const], name: 'Anna Berg' };
    const { version, ...own } = (await world.get(PersonService).fields(people.Anna!))!;
    await world.get(PersonService).correct(anna, people.Anna!, { ...own, about: null, version } as never);
    expect(await rights()).toEqual(expect.arrayContaining([all, ngos]));
    await compose(all, {});
  });

  it('narrows the directory for organisers and tells nobody else', async () => {
    const directory = world.get(DirectoryFinder);
    expect(await directory.count(organiser, { group: 'NGO-N' })).toBe(2);
    const expert = { ...organiser, roles: ['expert' as const], stateCodes: ['NO', 'SE'] };
    expect(await directory.count(expert, { group: 'NGO-N' })).toBe(0);
  });

  it('narrows by the words of a function and by the role in another group', async () => {
    await compose(all, { functionWords: 'RETURN' });
    expect(await inGroup(all)).toEqual(['Anna']);
    await compose(all, { groups: reg, roles: 'chair' });
    expect(await inGroup(all)).toEqual(['Dag']);
    await compose(all, { groups: reg, roles: 'member' });
    expect(await inGroup(all)).toEqual([]);
  });
});

describe('a group of groups', () => {
  it('has everybody of them once, with the part that weighs most', async () => {
    await compose(all, { parts: [ngos, reg], types: 'governmental' });
    const found = await world.get(PersonFinder).membersOn(all, today);
    expect(found.map(({ givenName, role }) => `${givenName} ${role}`)).toEqual([
      'Anna member',
      'Bo member',
      'Dag chair',
    ]);
    expect(await members.count(all, today)).toEqual({ members: 3, states: 2 });
  });

  it('cannot contain itself, in whatever way, and says by which groups', async () => {
    const circle = compose(reg, { parts: [all] });
    await expect(circle).rejects.toBeInstanceOf(Invalid);
    await circle.catch(({ fields }: Invalid) => expect(fields.parts!.params).toEqual({ circle: 'REG → ALL → REG' }));
    await expect(compose(ngos, { groups: [all] })).rejects.toBeInstanceOf(Invalid);
    expect((await members.compositions()).get(reg)).toMatchObject({ rule: null, parts: [] });
  });

  it('refuses a change that is based on an old version, and tells the history what changed', async () => {
    const old = { ...compositionInput.parse({ types: 'ngo' }), version: 1 };
    await expect(service.change(organiser, all, old)).rejects.toBeInstanceOf(Conflict);
    const [event] = await world.get(Events).history('group', all);
    expect(event).toMatchObject({ kind: 'group.composed', data: { fields: expect.arrayContaining(['parts']) } });
  });
});

it('means some of a group by a name', async () => {
  const recipients = world.get(RecipientsFinder);
  const names = { nameEn: 'Chairs of REG', nameNb: 'Ledere av REG', nameNn: 'Leiarar av REG' };
  const id = await service.name(organiser, reg, recipientsInput.parse({ ...names, roles: 'chair', states: 'all' }));
  expect((await recipients.meant({ groupId: reg, recipientsId: id }, today)).map(({ givenName }) => givenName)).toEqual(
    ['Dag'],
  );
  expect(await recipients.meant({ groupId: all, recipientsId: id }, today)).toEqual([]);
  await service.rename(organiser, id, { ...recipientsInput.parse({ ...names, states: 'without_answer' }), version: 1 });
  const silent = { groupId: reg, recipientsId: id, silent: ['SE'] };
  expect(await recipients.meant(silent, today)).toEqual([]);
  await expect(service.forget(organiser, id, 1)).rejects.toBeInstanceOf(Conflict);
  await service.forget(organiser, id, 2);
  expect(await recipients.ofGroup(reg)).toEqual([]);
});
