import { GroupFinder, MembershipService, PersonService, StateFinder } from '@samrad/network';
import { DecisionService } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { sql } from '@samrad/platform/database';
import { openActions, type ActionsWorld } from '../../../../test/support/actions.js';
import { organiser } from '../../../../test/support/network.js';
import { ProgressQuery } from '../progress/progress.dto.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { NewAction } from './action.dto.js';
import { ActionFinder } from './action.finder.js';
import { ActionOwners } from './action-owners.js';
import { ActionService } from './action.service.js';

let world: ActionsWorld;
beforeAll(async () => {
  world = await openActions();
});
afterAll(() => world.close());

const create = (more: object) =>
  world.get(ActionService).create(organiser, NewAction.parse({ title: 'Send figures', ...more }));
const namesOf = async (id: string) =>
  (await world.get(ProgressFinder).ofAction(system, id)).map((line) => line.personName ?? line.stateCode);
const one = async (id: string) => (await world.get(ActionFinder).one(system, id))!;
const faultOf = async (made: Promise<unknown>) => {
  const refusal = await made.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Invalid);
  return (refusal as Invalid).fields;
};
const run = (query: ReturnType<typeof sql>) => world.db.tx(() => world.db.run(query));

/** Somebody in the group from 2024 on. */
async function member(name: string, { email, until = null }: { email?: string; until?: string | null } = {}) {
  const [givenName, familyName] = name.split(' ') as [string, string];
  const address = email ?? `${givenName}@example.org`.toLowerCase();
  const id = await world
    .get(PersonService)
    .createContact(system, { givenName, familyName, email: address, stateCode: 'PL' });
  const term = { personId: id, role: 'member', stateCode: 'PL', validFrom: '2024-01-01', validTo: until };
  await world.get(MembershipService).add(system, world.groupId, term as never);
  return id;
}

describe('several persons', () => {
  it('are asked each on a line of their own, and more can be added', async () => {
    const { aino, maria, expert } = world;
    const personIds = [maria.personId, aino.personId, aino.personId];
    const { id } = await create({ responsibleKind: 'person', personIds });
    expect(await namesOf(id)).toEqual(['Maria Lindqvist', 'Aino Virtanen']);
    const owners = world.get(ActionOwners);
    await owners.add(organiser, id, { stateCode: null, personId: expert.personId });
    expect(await namesOf(id)).toEqual(['Eero Expert', 'Maria Lindqvist', 'Aino Virtanen']);
    const again = owners.add(organiser, id, { stateCode: null, personId: expert.personId });
    await expect(again).rejects.toBeInstanceOf(Conflict);
    await expect(owners.add(organiser, id, { stateCode: 'PL', personId: null })).rejects.toBeInstanceOf(Conflict);
    await expect(owners.add(world.aino, id, { stateCode: 'PL', personId: null })).rejects.toBeInstanceOf(Forbidden);
  });

  it('are refused by name without an address', async () => {
    const silent = await member('Silent Sam');
    await run(sql`DELETE FROM person_email WHERE person_id = ${silent}`);
    const fields = await faultOf(create({ responsibleKind: 'person', personIds: [world.aino.personId, silent] }));
    expect(fields).toEqual({
      personIds: { key: 'actions.action.invalid.noAddress', params: { names: 'Silent Sam', count: 1 } },
    });
    await run(sql`DELETE FROM membership WHERE person_id = ${silent}`);
  });
});

describe('all members of a group', () => {
  it('are those of the day of the meeting, or of today', async () => {
    await member('Wanda Was', { until: '2026-11-12' });
    const { id } = await create({ responsibleKind: 'group', groupId: world.groupId });
    const then = await create({ responsibleKind: 'group', groupId: world.groupId, meetingId: world.meetingId });
    expect(await namesOf(id)).toEqual(['Eero Expert', 'Maria Lindqvist', 'Aino Virtanen']);
    expect(await namesOf(then.id)).toEqual(['Eero Expert', 'Maria Lindqvist', 'Aino Virtanen', 'Wanda Was']);
    expect(await one(id)).toMatchObject({ responsibleKind: 'group', groupCode: 'REG' });
  });

  it('are refused when one has no address, by name, and go without on request, which the history says', async () => {
    const silent = await member('Silent Sue');
    await run(sql`DELETE FROM person_email WHERE person_id = ${silent}`);
    const asked = { responsibleKind: 'group', groupId: world.groupId };
    const { groupId: fault } = await faultOf(create(asked));
    expect(fault!.params).toEqual({ names: 'Silent Sue', count: 1 });
    const { id } = await create({ ...asked, leaveOut: 'true' });
    expect(await namesOf(id)).not.toContain('Silent Sue');
    const [created] = await world.get(ActionFinder).history(id);
    expect(created!.data).toMatchObject({ leftOut: [silent] });
    await run(sql`DELETE FROM membership WHERE person_id = ${silent}`);
  });

  it('are refused when there are none', async () => {
    const nobody = (await world.get(GroupFinder).all()).find(({ id }) => id !== world.groupId)!;
    expect(Object.keys(await faultOf(create({ responsibleKind: 'group', groupId: nobody.id })))).toEqual(['groupId']);
  });
});

describe('a State that takes no part', () => {
  beforeAll(() => run(sql`UPDATE participation SET valid_to = '2026-11-15' WHERE state_code = 'EE'`));

  it('is refused by name, asked with others or alone', async () => {
    const { stateCodes: fault } = await faultOf(create({ responsibleKind: 'states', stateCodes: ['FI', 'EE'] }));
    expect(fault).toEqual({
      key: 'actions.action.invalid.takesNoPart',
      params: { codes: 'EE', count: 1, day: '2026-11-23' },
    });
    const { id } = await create({ responsibleKind: 'states', stateCodes: ['FI'], meetingId: world.meetingId });
    const added = world.get(ActionOwners).add(organiser, id, { stateCode: 'EE', personId: null });
    expect(Object.keys(await faultOf(added))).toEqual(['stateCode']);
  });

  it('took part on the day of the meeting, and is asked with all then, not today', async () => {
    const then = { responsibleKind: 'states', stateCodes: ['EE'], meetingId: world.meetingId };
    expect(await namesOf((await create(then)).id)).toEqual(['EE']);
    const all = { responsibleKind: 'all_states' };
    expect(await namesOf((await create({ ...all, meetingId: world.meetingId })).id)).toContain('EE');
    const today = await namesOf((await create(all)).id);
    expect(today).not.toContain('EE');
    expect([...today].sort()).toEqual(await world.get(StateFinder).takingPart());
  });
});

describe('origin and priority', () => {
  it('comes from a decision, with its meeting', async () => {
    const decision = { text: 'Figures are shared', itemId: null };
    const decisionId = await world.get(DecisionService).record(system, world.meetingId, decision as never);
    const { id } = await create({ responsibleKind: 'states', stateCodes: ['FI'], decisionId });
    expect(await one(id)).toMatchObject({ decisionId, meetingId: world.meetingId, isFree: 0 });
    expect((await one(id)).decisionRef).toMatch(/1\/26$/);
    const seen = await world.get(ActionFinder).one(world.aino, id);
    expect(seen === undefined || seen.decisionId === null).toBe(true);
    const elsewhere = { responsibleKind: 'states', stateCodes: ['FI'], decisionId: 'nothing' };
    expect(Object.keys(await faultOf(create(elsewhere)))).toEqual(['decisionId']);
    expect(await one((await create({ responsibleKind: 'all_states' })).id)).toMatchObject({ isFree: 1 });
  });

  it('is normal unless told, changes, and narrows the list', async () => {
    const { id } = await create({ responsibleKind: 'states', stateCodes: ['FI'], title: 'Walrus', priority: 'high' });
    const listed = (priority: string) =>
      world.get(ProgressFinder).rows(system, ProgressQuery.parse({ q: 'walrus', priority }), { limit: 9, offset: 0 });
    expect((await listed('high')).map(({ priority }) => priority)).toEqual(['high']);
    await world.get(ActionService).patch(organiser, id, { priority: 'low', version: 1 });
    expect(await listed('high')).toEqual([]);
    await world.get(ActionService).patch(organiser, id, { title: 'Walrus again', version: 2 });
    expect((await one(id)).priority).toBe('low');
    expect(await listed('low')).toHaveLength(1);
  });
});
