import { simpleParser } from 'mailparser';
import { AccountService } from '@samrad/access';
import { Group, Membership, PersonService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { newId, sql } from '@samrad/platform/database';
import { openActions, type ActionsWorld } from '../../../../test/support/actions.js';
import { organiser } from '../../../../test/support/network.js';
import { NewAction } from '../action/action.dto.js';
import { ActionService } from '../action/action.service.js';
import { ChasingService } from './chasing.service.js';

let world: ActionsWorld;
beforeEach(async () => {
  world = await openActions();
});
afterEach(() => world.close());

const run = () => world.get(ChasingService).run();
const at = (instant: string) => {
  world.clock.at = instant;
};
const create = (title: string, more: object) =>
  world
    .get(ActionService)
    .create(organiser, NewAction.parse({ title, audience: 'network', dueOn: '2026-12-10', ...more }));
const states = (...stateCodes: string[]) => ({ responsibleKind: 'states', stateCodes });

/** The newest mail to somebody; null: none. */
async function mailTo(address: string) {
  const rows = await world.db.rows<{ raw: string; subject: string }>(sql`
    SELECT raw, subject FROM mail_message WHERE to_address = ${address} ORDER BY id`);
  const last = rows.at(-1);
  return last ? { subject: last.subject, text: (await simpleParser(Buffer.from(last.raw, 'latin1'))).text! } : null;
}

async function contactPoint(name: string, stateCode: string): Promise<string> {
  const email = `${name}@example.org`.toLowerCase();
  const person = { givenName: name, familyName: 'Point', email, stateCode };
  const personId = await world.get(PersonService).createContact(system, person);
  const { id: groupId } = await world.db.repo(Group).findOneByOrFail({ kind: 'contact_points' });
  const membership = { id: newId(), groupId, personId, stateCode, role: 'member' as const, validFrom: '2024-01-01' };
  await world.db.tx(() => world.db.repo(Membership).insert(membership));
  return email;
}

async function secretary(): Promise<string> {
  const person = { givenName: 'Ola', familyName: 'Hansen', email: 'ola@example.org', stateCode: null };
  const personId = await world.get(PersonService).createContact(system, person);
  const account = { personId, roles: ['secretariat'], password: 'a long password' };
  await world.get(AccountService).create(system, account as never);
  return person.email;
}

describe('a reminder', () => {
  it('names everything that is late, also what has no reminder that day', async () => {
    await create('Long overdue', { ...states('FI'), dueOn: '2026-12-01' });
    await create('Due a week ago', { ...states('FI'), dueOn: '2026-12-05' });
    await create('Of Sweden', { ...states('SE'), dueOn: '2026-12-01' });
    at('2026-12-12T08:00:00.000Z');
    await run();
    const mail = (await mailTo('aino.virtanen@example.org'))!;
    expect(mail.text).toContain('These 2 are overdue');
    expect(mail.text).toContain('Long overdue');
    expect(mail.text).not.toContain('Of Sweden');
  });

  it('tells a member who does not report for the State who does', async () => {
    await create('Ask the contact', states('FI'));
    at('2026-12-10T08:00:00.000Z');
    await run();
    expect((await mailTo('eero.expert@example.org'))!.text).toContain('Aino Virtanen reports for Finland.');
    expect((await mailTo('aino.virtanen@example.org'))!.text).not.toContain('reports for Finland');
  });

  it('goes to the contact points of a State that has nobody else', async () => {
    const rome = await contactPoint('Marco', 'IT');
    const helsinki = await contactPoint('Henri', 'FI');
    const { silentStates } = await create('Of three', states('IT', 'FI', 'MT'));
    expect(silentStates).toEqual(['MT']);
    at('2026-12-10T08:00:00.000Z');
    await run();
    expect((await mailTo(rome))!.text).toContain('Of three');
    expect(await mailTo(helsinki)).toBeNull();
  });
});

describe('what is two weeks late', () => {
  it('goes to the contact points where a State has no State contact, else to the organisers', async () => {
    const ola = await secretary();
    await world.db.tx(() => world.db.run(sql`DELETE FROM account_role WHERE role = 'state_contact'`));
    await create('Late in Finland', { ...states('FI'), dueOn: '2026-12-01' });
    at('2026-12-15T08:00:00.000Z');
    await run();
    expect((await mailTo(ola))!.text).toContain('Late in Finland');
    const helsinki = await contactPoint('Henri', 'FI');
    await create('Late again', { ...states('FI'), dueOn: '2026-12-20' });
    at('2027-01-03T08:00:00.000Z');
    await run();
    expect((await mailTo(helsinki))!.text).toContain('Late again');
    expect((await mailTo(ola))!.text).not.toContain('Late again');
  });

  it('is told apart from what nobody can be reminded of, and named beside what is their own', async () => {
    const ola = await secretary();
    await create('Nobody in Malta', states('MT'));
    at('2026-12-03T08:00:00.000Z');
    await run();
    const early = (await mailTo(ola))!;
    expect([early.subject, early.text.includes('Nobody who is responsible can be reached')]).toEqual([
      '1 action item that nobody can be reminded of',
      true,
    ]);
    expect(early.text).not.toContain('have not finished');
    at('2026-12-10T08:00:00.000Z');
    await world.get(ActionService).create(organiser, {
      ...NewAction.parse({ title: 'Own', responsibleKind: 'person', personId: await idOf(ola), audience: 'network' }),
      dueOn: '2026-12-17',
    });
    at('2026-12-17T08:00:00.000Z');
    await run();
    expect((await mailTo(ola))!.subject).toBe('1 action item is due; others are late with 1');
  });
});

const idOf = async (address: string) =>
  (await world.db.row<{ id: string }>(sql`SELECT person_id AS id FROM person_email WHERE address = ${address}`))!.id;
