import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Account, AccountRole } from '@samrad/access';
import { GroupFinder, MembershipFinder, MembershipService, PersonService } from '@samrad/network';
import { newId, sql } from '@samrad/platform/database';
import { Conflict, Forbidden, Invalid } from '@samrad/platform/errors';
import { Jobs } from '@samrad/platform/jobs';
import { openJoining } from '../../../../test/support/joining.js';
import { actorWith, organiser, type NetworkWorld } from '../../../../test/support/network.js';
import { CoverageFinder } from '../coverage/coverage.finder.js';
import { TermFinder } from './term.finder.js';
import { TermReminders } from './term-reminders.js';
import { TermService } from './term.service.js';

let world: NetworkWorld;
let groupId: string;
let personId: string;
let termId: string;
const add = (givenName: string, email: string) =>
  world.get(PersonService).createContact(organiser, { givenName, familyName: 'Berg', email, stateCode: 'SE' });

beforeEach(async () => {
  world = await openJoining();
  groupId = (await world.get(GroupFinder).byCode('REG'))!.id;
  personId = await add('Ada', 'ada@example.org');
  const term = { personId, role: 'member' as const, stateCode: 'SE', validFrom: '2025-01-31', validTo: '2027-01-30' };
  termId = await world.get(MembershipService).add(organiser, groupId, term);
  const account = { id: newId(), personId: await add('Kari', 'kari@example.org'), createdAt: world.clock.instant() };
  await world.db.tx(async () => {
    await world.db.insert(Account, account);
    await world.db.insert(AccountRole, { accountId: account.id, role: 'coordinator' });
  });
});
afterEach(() => world.close());

const remind = () => world.get(TermReminders).remind();
const mails = async () => {
  const rows = await world.db.rows<{ to: string; subject: string }>(sql`
    SELECT to_address AS \`to\`, subject FROM mail_message ORDER BY id`);
  return rows.map(({ to, subject }) => `${to}: ${subject}`);
};
const ada = 'ada@example.org: Your term in REG ends on 30 Jan 2027';
const kari = 'kari@example.org: 1 term ends soon';
const on = (day: string) => (world.clock.at = `${day}T08:00:00.000Z`);

describe('reminding of terms that end', () => {
  it('writes to the person and to the coordinator sixty and fourteen days before, each once', async () => {
    await remind();
    expect(await mails()).toEqual([]);
    on('2026-12-01');
    await remind();
    await remind();
    expect(await mails()).toEqual([ada, kari]);
    on('2027-01-16');
    await Promise.all([remind(), remind().catch(() => undefined)]);
    expect(await mails()).toEqual([ada, kari, ada, kari]);
    on('2027-01-31');
    await remind();
    expect(await mails()).toHaveLength(4);
  });

  it('is one mail when a term is noticed late, and starts anew when the last day changes', async () => {
    on('2027-01-20');
    await remind();
    expect(await mails()).toEqual([ada, kari]);
    await world.get(MembershipService).end(organiser, termId, { validTo: '2027-01-29', version: 1 });
    await remind();
    expect(await mails()).toHaveLength(4);
  });

  it('goes on where a worker was stopped between the person and the list', async () => {
    on('2026-12-01');
    await remind();
    await world.db.tx(async () => {
      await world.db.run(sql`DELETE FROM mail_message WHERE to_address = 'kari@example.org'`);
      await world.db.run(sql`UPDATE term_reminder SET listed_at = NULL`);
    });
    await remind();
    expect(await mails()).toEqual([ada, kari]);
  });

  it('leaves those alone whose term is renewed', async () => {
    await world.get(TermService).renew(organiser, termId, { validTo: '2029-01-30', version: 1 });
    on('2026-12-15');
    await remind();
    expect(await mails()).toEqual(['ada@example.org: Your term in REG goes on until 30 Jan 2029']);
    const [member] = await world.get(MembershipFinder).ofGroup(organiser, groupId, 'now');
    expect(Number(member!.isRenewed)).toBe(1);
    const [sweden] = (await world.get(CoverageFinder).of(organiser, groupId, {})).filter(
      (row) => row.stateCode === 'SE',
    );
    expect(sweden).toMatchObject({ members: 1, nextEnd: '2029-01-30' });
    expect((await world.get(TermFinder).ending(organiser, {}))[0]).toMatchObject({ id: termId, isRenewed: true });
  });
});

describe('ending a term at once', () => {
  const end = async (validTo: string) => {
    await world.get(MembershipService).end(organiser, termId, { validTo, version: 1 });
    await world.get(Jobs).runDue();
  };

  it('is told to the person', async () => {
    await end('2026-11-22');
    expect(await mails()).toEqual(['ada@example.org: Your term in REG has ended']);
  });

  it('says when the person comes back where another term follows', async () => {
    await world.get(TermService).renew(organiser, termId, { validTo: '2029-01-30', version: 1 });
    await end('2026-11-22');
    expect((await mails()).at(-1)).toBe('ada@example.org: Your term in REG has ended and goes on from 31 Jan 2027');
  });

  it('takes what follows back as well when it is asked to', async () => {
    await world.get(TermService).renew(organiser, termId, { validTo: '2029-01-30', version: 1 });
    const [first] = await world.get(MembershipFinder).ofGroup(organiser, groupId, 'now');
    expect((await world.get(MembershipFinder).later(first!)).map(({ validFrom }) => validFrom)).toEqual(['2027-01-31']);
    const input = { validTo: '2026-11-22', withLater: true, version: 1 };
    await world.get(MembershipService).end(organiser, termId, input);
    await world.get(Jobs).runDue();
    const rows = await world.db.rows(sql`SELECT valid_to AS validTo FROM membership WHERE person_id = ${personId}`);
    expect(rows).toEqual([{ validTo: '2026-11-22' }]);
    expect((await mails()).at(-1)).toBe('ada@example.org: Your term in REG has ended');
  });

  it('is left to the reminders when the last day lies ahead', async () => {
    await end('2026-12-31');
    expect(await mails()).toEqual([]);
  });
});

describe('renewing a term', () => {
  const renew = (validTo: string, version = 1) => world.get(TermService).renew(organiser, termId, { validTo, version });

  it('enters a new one that begins the day after, with role and State', async () => {
    const id = await renew('2029-01-30');
    const next = await world.get(MembershipFinder).one(id);
    expect(next).toMatchObject({ role: 'member', stateCode: 'SE', validFrom: '2027-01-31', validTo: '2029-01-30' });
  });

  it('is one when two press at once, and the second is told which term is there', async () => {
    const results = await Promise.allSettled([renew('2029-01-30'), renew('2029-01-30')]);
    const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect((refused.reason as Invalid).fields).toEqual({
      validFrom: {
        key: 'network.membership.invalid.overlap',
        params: { from: '2027-01-31', to: '2029-01-30' },
      },
    });
    const rows = await world.db.rows(sql`SELECT id FROM membership WHERE person_id = ${personId}`);
    expect(rows).toHaveLength(2);
  });

  it('refuses an end before the start, an old page, a term without end, and others than organisers', async () => {
    await expect(renew('2027-01-30')).rejects.toThrow(Invalid);
    await expect(renew('2029-01-30', 7)).rejects.toThrow(Conflict);
    const contact = actorWith('state_contact', { stateCodes: ['SE'] });
    const input = { validTo: '2029-01-30', version: 1 };
    await expect(world.get(TermService).renew(contact, termId, input)).rejects.toThrow(Forbidden);
    await world.db.tx(() => world.db.run(sql`UPDATE membership SET valid_to = NULL WHERE id = ${termId}`));
    await expect(renew('2029-01-30')).rejects.toThrow(Conflict);
  });
});

it('shows a contact the terms of the own State alone', async () => {
  on('2026-12-15');
  const seen = (stateCode: string) =>
    world.get(TermFinder).ending(actorWith('state_contact', { stateCodes: [stateCode] }), {});
  expect((await seen('SE')).map(({ id }) => id)).toEqual([termId]);
  expect(await seen('FI')).toEqual([]);
});
