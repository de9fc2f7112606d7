import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { GroupFinder } from '../group/group.finder.js';
import { personInput } from '../person/person.dto.js';
import { PersonFinder } from '../person/person.finder.js';
import { PersonService } from '../person/person.service.js';
import { StateFinder } from '../state/state.finder.js';
import { MembershipFinder } from './membership.finder.js';
import { memberView } from './membership.presenter.js';
import { endingOf, endsSoon, lacking, overlapFault } from './membership.rules.js';
import { MembershipService } from './membership.service.js';
import { openNetwork, organiser, type NetworkWorld } from '../../../../test/support/network.js';

let world: NetworkWorld;
let memberships: MembershipService;
let finder: MembershipFinder;
let groupId: string;
let personId: string;

beforeAll(async () => {
  world = await openNetwork();
  memberships = world.get(MembershipService);
  finder = world.get(MembershipFinder);
  groupId = (await world.get(GroupFinder).byCode('REG'))!.id;
  const input = { givenName: 'Maria', familyName: 'Lindqvist', emails: 'm@example.org', stateCode: 'SE' };
  personId = await world.get(PersonService).create(organiser, personInput.parse(input));
});
afterAll(() => world.close());

const term = (validFrom: string | null, validTo: string | null) => ({
  ...{ personId, role: 'member' as const, stateCode: 'SE', validFrom, validTo },
});

it('loads States, topics and groups once', async () => {
  expect((await world.get(StateFinder).all()).length).toBe(35);
  expect(await world.get(StateFinder).takingPart()).toContain('NO');
  expect((await world.get(GroupFinder).all()).map(({ code }) => code)).toEqual(['NCP', 'NEN', 'REG']);
});

it('refuses overlapping terms in the same group, and allows one after the other', async () => {
  const first = await memberships.add(organiser, groupId, term('2024-01-01', null));
  await expect(memberships.add(organiser, groupId, term('2025-01-01', '2025-12-31'))).rejects.toBeInstanceOf(Invalid);
  await memberships.end(organiser, first, { validTo: '2026-11-30', version: 1 });
  const second = await memberships.add(organiser, 'REG', term('2026-12-01', null));
  const widened = { role: 'member' as const, stateCode: 'SE', validFrom: '2026-11-01', validTo: null, version: 1 };
  await expect(memberships.change(organiser, second, widened)).rejects.toBeInstanceOf(Invalid);
  expect((await finder.ofGroup(organiser, groupId, 'now')).map(({ id }) => id)).toEqual([first]);
  expect((await finder.ofGroup(organiser, groupId, 'later')).map(({ id }) => id)).toEqual([second]);
  expect(await finder.statesIn(groupId)).toEqual(['SE']);
});

it('refuses to end a term in the middle of the one that follows it', async () => {
  const [before] = await finder.ofGroup(organiser, groupId, 'now');
  const longer = { validTo: '2027-01-15', version: before!.version };
  const refusal = await memberships.end(organiser, before!.id, longer).catch((error: unknown) => error);
  expect((refusal as Invalid).fields).toEqual({
    validTo: { key: 'network.membership.invalid.overlapFrom', params: { from: '2026-12-01' } },
  });
});

it('gives somebody one term when two press at once, also within longer transactions', async () => {
  const input = { givenName: 'Two', familyName: 'Presses', emails: 'two@example.org', stateCode: 'FI' };
  const twiceId = await world.get(PersonService).create(organiser, personInput.parse(input));
  const db = world.get(Db);
  const press = () =>
    db.tx(async () => {
      await db.rows(sql`SELECT id FROM membership`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return memberships.add(organiser, groupId, { ...term('2026-12-01', '2028-11-30'), personId: twiceId });
    });
  const results = await Promise.allSettled([press(), press()]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await world.db.rows(sql`SELECT id FROM membership WHERE person_id = ${twiceId}`)).toHaveLength(1);
});

it('knows the members on a day with address and State', async () => {
  const members = await world.get(PersonFinder).membersOn(groupId, '2026-11-23');
  expect(members).toMatchObject([
    {
      personId,
      name: 'Maria Lindqvist',
      address: 'm@example.org',
      stateCode: 'SE',
      role: 'member',
      mailLanguage: 'en',
    },
  ]);
  expect(await world.get(PersonFinder).membersOn(groupId, '2023-01-01')).toEqual([]);
});

it('tells whose term ends soon and which States lack a member', () => {
  expect(endsSoon('2026-11-30', '2026-11-23')).toBe(true);
  expect(endsSoon('2027-11-30', '2026-11-23')).toBe(false);
  expect(endsSoon('2026-11-01', '2026-11-23')).toBe(false);
  expect(lacking(['NO', 'SE'], ['SE', null])).toEqual(['NO']);
});

it.each([
  [null, '2020-01-01', 'ended'],
  ['2026-11-22', '2026-11-22', 'ended'],
  ['2026-11-22', '2026-11-21', 'out_of_order'],
  ['2026-11-23', '2026-11-23', 'ended'],
  ['2026-11-23', '2026-11-22', 'taken_back'],
  ['2026-12-24', '2026-11-23', 'taken_back'],
])('a term from %s with %s as its last day is %s', (validFrom, lastDay, ending) => {
  expect(endingOf({ validFrom }, lastDay, '2026-11-23')).toBe(ending);
});

it.each([
  ['2026-01-01', '2026-12-31', 'overlap'],
  ['2026-01-01', null, 'overlapFrom'],
  [null, '2026-12-31', 'overlapUntil'],
  [null, null, 'overlapAlways'],
])('says that a term from %s to %s is in the way', (validFrom, validTo, key) => {
  expect(overlapFault({ validFrom, validTo }).key).toBe(`network.membership.invalid.${key}`);
});

it('takes a term back that began today or lies ahead: nobody is in the group, and the histories say so', async () => {
  const input = { givenName: 'Nora', familyName: 'Today', emails: 'nora@example.org', stateCode: 'NO' };
  const noraId = await world.get(PersonService).create(organiser, personInput.parse(input));
  const begun = await memberships.add(organiser, groupId, { ...term('2026-11-23', null), personId: noraId });
  const yesterday = { validTo: '2026-11-22', why: 'Wrong person' };
  await expect(memberships.end(organiser, begun, { ...yesterday, version: 7 })).rejects.toBeInstanceOf(Conflict);
  expect(await memberships.end(organiser, begun, { ...yesterday, version: 1 })).toBe('taken_back');
  const ahead = await memberships.add(organiser, groupId, { ...term('2027-03-01', null), personId: noraId });
  expect(await memberships.end(organiser, ahead, { ...yesterday, version: 1 })).toBe('taken_back');
  expect(await world.db.rows(sql`SELECT id FROM membership WHERE person_id = ${noraId}`)).toEqual([]);
  const events = await world.get(Events).history('person', noraId);
  expect(events[0]).toMatchObject({ kind: 'person.membershipTakenBack', data: { group: 'REG', why: 'Wrong person' } });
});

it('a member whose term is followed by another is not shown as ending', async () => {
  const [first] = await finder.ofGroup(organiser, groupId, 'now');
  expect(first).toMatchObject({ validTo: '2026-11-30' });
  expect(memberView('2026-11-23')(first!).isEndingSoon).toBe(false);
  expect(memberView('2026-11-23')({ ...first!, isRenewed: 0 }).isEndingSoon).toBe(true);
});
