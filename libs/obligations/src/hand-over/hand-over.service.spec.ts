import { ActionService, NewAction, ProgressFinder, ProgressService } from '@samrad/actions';
import { MembershipService, PersonService } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { sql } from '@samrad/platform/database';
import { Conflict, Forbidden, Invalid, NotFound } from '@samrad/platform/errors';
import { Jobs } from '@samrad/platform/jobs';
import { openActions, type ActionsWorld } from '../../../../test/support/actions.js';
import { organiser } from '../../../../test/support/network.js';
import { ObligationsModule } from '../obligations.module.js';
import { HandOverFinder } from './hand-over.finder.js';
import { HandOverService } from './hand-over.service.js';
import { Leavings } from './leavings.js';

let world: ActionsWorld;
let turn = 0;
beforeEach(async () => {
  world = await openActions([ObligationsModule]);
});
afterEach(() => world.close());

const asked = async (personId: string, more: object = {}) => {
  const input = { title: 'Send figures', responsibleKind: 'person', personIds: [personId], audience: 'network' };
  return (await world.get(ActionService).create(organiser, NewAction.parse({ ...input, ...more }))).id;
};
const linesOf = (id: string) => world.get(ProgressFinder).ofAction(system, id);
const waiting = () => world.get(HandOverFinder).waiting();
const decide = (id: string, more: object, actor: Actor = organiser) => {
  const decision = { decision: 'move' as const, toPersonId: null, reason: null, version: 1 };
  return world.get(HandOverService).decide(actor, id, { ...decision, ...more });
};
const work = () => world.get(Jobs).runDue();
const mails = async () =>
  (
    await world.db.rows<{ toAddress: string; subject: string }>(sql`
    SELECT to_address AS toAddress, subject FROM mail_message ORDER BY id`)
  ).map(({ toAddress, subject }) => `${toAddress}: ${subject}`);

async function leave(personId: string, leftOn = '2026-11-23') {
  const row = await world.db.row<{ version: number }>(sql`SELECT version FROM person WHERE id = ${personId}`);
  await world.get(PersonService).leave(system, personId, { leftOn, version: row!.version });
  await work();
}

/** Ends the membership in the group; yesterday was the last day. */
async function endMembership(personId: string, validTo = '2026-11-22') {
  const row = await world.db.row<{ id: string; version: number }>(sql`
    SELECT id, version FROM membership WHERE person_id = ${personId}`);
  await world.get(MembershipService).end(system, row!.id, { validTo, version: row!.version });
  await work();
}

/** Somebody else of Finland in the group. */
async function colleague(role: string, from: string): Promise<string> {
  turn += 1;
  const name = { givenName: `Colleague${turn}`, familyName: role };
  const email = `colleague${turn}@example.org`;
  const personId = await world.get(PersonService).createContact(system, { ...name, email, stateCode: 'FI' });
  const term = { personId, role, stateCode: 'FI', validFrom: from, validTo: null };
  await world.get(MembershipService).add(system, world.groupId, term as never);
  return personId;
}
const backdate = () =>
  world.db.tx(() => world.db.run(sql`UPDATE action_item SET created_at = '2026-11-01T08:00:00.000Z'`));

describe('somebody who leaves', () => {
  it('leaves open lines that wait, moves nothing, and proposes the newest member of the group and State', async () => {
    const expert = world.expert.personId!;
    const successor = await colleague('member', '2026-06-01');
    await colleague('alternate', '2026-11-01');
    const [open, done] = [await asked(expert), await asked(expert)];
    const [line] = await linesOf(done);
    const report = { status: 'done' as const, note: null, version: 1 };
    await world.get(ProgressService).report(organiser, line!.id, report);
    await leave(expert);
    const [row, ...others] = await waiting();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ cause: 'left', endedOn: '2026-11-23', line: { actionId: open } });
    expect(row!.proposal).toMatchObject({ personId: successor, as: 'successor' });
    expect((await linesOf(open))[0]!.personId).toBe(expert);
    expect(await world.get(Leavings).notice()).toBe(0);
  });

  it('is seen on the day, when the day lies ahead', async () => {
    await asked(world.expert.personId!);
    await leave(world.expert.personId!, '2026-12-01');
    expect(await waiting()).toEqual([]);
    world.clock.at = '2026-12-01T06:00:00.000Z';
    await world.get(Jobs).runHourly();
    expect(await waiting()).toHaveLength(1);
    expect(await world.get(HandOverFinder).count()).toBe(1);
  });

  it('without a successor the contact of the State is proposed; without one nobody', async () => {
    await asked(world.expert.personId!);
    await endMembership(world.aino.personId!);
    await leave(world.expert.personId!);
    expect((await waiting())[0]!.proposal).toMatchObject({ name: 'Aino Virtanen', as: 'contact' });
    await leave(world.aino.personId!);
    expect((await waiting())[0]!.proposal).toBeNull();
  });

  it('waits no longer when they are back, or the line is finished', async () => {
    const id = await asked(world.expert.personId!);
    await leave(world.expert.personId!);
    const [line] = await linesOf(id);
    const report = { status: 'not_applicable' as const, note: null, version: line!.version };
    await world.get(ProgressService).report(organiser, line!.id, report);
    expect(await waiting()).toEqual([]);
  });
});

describe('a membership that ends', () => {
  it('hands over what comes from the group, or from no group when they are in none', async () => {
    const expert = world.expert.personId!;
    const titles = ['of the group', 'of its meeting', 'free'];
    await asked(expert, { responsibleKind: 'group', groupId: world.groupId, title: titles[0] });
    await asked(expert, { meetingId: world.meetingId, audience: 'group', title: titles[1] });
    await asked(expert, { title: titles[2] });
    await backdate();
    await endMembership(expert);
    const rows = await waiting();
    expect(rows.map(({ line, cause }) => `${line.title} ${cause}`).sort()).toEqual(
      [...titles].sort().map((title) => `${title} membership_ended`),
    );
    expect(rows[0]!.groupCode).toBe('REG');
  });

  it('hands over what was agreed today, when it is ended today with yesterday as its last day', async () => {
    const expert = world.expert.personId!;
    await asked(expert, { meetingId: world.meetingId, audience: 'group' });
    world.clock.at = '2026-11-23T08:05:00.000Z';
    await endMembership(expert);
    expect(await waiting()).toMatchObject([{ cause: 'membership_ended', groupCode: 'REG' }]);
  });

  it('is not spoken of for what was agreed afterwards, or as long as another term goes on', async () => {
    await endMembership(world.expert.personId!);
    await asked(world.expert.personId!);
    await world.get(Leavings).notice();
    expect(await waiting()).toEqual([]);
  });
});

describe('deciding', () => {
  it('moves the line, tells the new one in one mail of everything, and is done', async () => {
    const expert = world.expert.personId!;
    const [one, two] = [await asked(expert), await asked(expert)];
    await asked(expert, { audience: 'organisers', meetingId: world.meetingId });
    await leave(expert);
    const confirmed = (await waiting()).map(({ id, version }) => ({
      ...{ id, version },
      toPersonId: world.aino.personId!,
    }));
    expect(await world.get(HandOverService).confirm(organiser, { confirmed })).toEqual({ done: 3, notDone: [] });
    expect(await waiting()).toEqual([]);
    for (const id of [one, two]) expect((await linesOf(id))[0]!.personName).toBe('Aino Virtanen');
    world.clock.at = '2026-11-23T08:05:00.000Z';
    await work();
    expect(await mails()).toEqual(['aino.virtanen@example.org: You have taken over 2 action items']);
    await world.get(Leavings).notice();
    expect(await waiting()).toEqual([]);
  });

  it('leaves it where it is, and does not ask again', async () => {
    const id = await asked(world.expert.personId!);
    await leave(world.expert.personId!);
    const [row] = await waiting();
    await decide(row!.id, { decision: 'keep', reason: 'Nearly done' });
    await world.get(Leavings).notice();
    expect(await waiting()).toEqual([]);
    expect((await linesOf(id))[0]!.personId).toBe(world.expert.personId);
    await expect(decide(row!.id, { decision: 'keep' })).rejects.toBeInstanceOf(NotFound);
  });

  it('is refused when somebody decided first, for who has left, and for all but organisers', async () => {
    const expert = world.expert.personId!;
    await asked(expert);
    await leave(expert);
    const [row] = await waiting();
    await expect(decide(row!.id, { toPersonId: world.aino.personId, version: 2 })).rejects.toBeInstanceOf(Conflict);
    await expect(decide(row!.id, { toPersonId: 'nobody' })).rejects.toBeInstanceOf(Invalid);
    const asAino = decide(row!.id, { toPersonId: world.aino.personId }, world.aino);
    await expect(asAino).rejects.toBeInstanceOf(Forbidden);
    expect(await waiting()).toHaveLength(1);
  });

  it('names what could not go over and moves the rest', async () => {
    const expert = world.expert.personId!;
    await asked(expert, { personIds: [expert, world.aino.personId] });
    const free = await asked(expert);
    await leave(expert);
    const rows = await waiting();
    const confirmed = rows.map(({ id, version }) => ({ id, version, toPersonId: world.aino.personId! }));
    const { done, notDone } = await world.get(HandOverService).confirm(organiser, { confirmed });
    expect(done).toBe(1);
    expect(notDone.map(({ refusal }) => refusal.key)).toEqual(['actions.assignment.refused.askedAlready']);
    expect((await linesOf(free))[0]!.personName).toBe('Aino Virtanen');
    expect(await waiting()).toHaveLength(1);
  });
});
