import { Test, type TestingModule } from '@nestjs/testing';
import { NetworkModule, PersonService, ReferenceData } from '@samrad/network';
import { Secret, system, hashOf } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { PlatformModule } from '@samrad/platform/module';
import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { AccessModule } from '../access.module.js';
import { AccountService } from '../account/account.service.js';
import { LinkService } from '../login/link.service.js';
import { TokenService } from '../token/token.service.js';
import { SessionService } from './session.service.js';

class SetClock extends Clock {
  at = '2026-12-01T08:00:00.000Z';
  override now(): Date {
    return new Date(this.at);
  }
}

const clock = new SetClock();
let database: TestDatabase;
let module: TestingModule;
let personId: string;
let accountId: string;

beforeAll(async () => {
  database = await openDatabase();
  const { env, source, reader } = database;
  const platform = PlatformModule.with({ env, source, reader, secret: new Secret('x'.repeat(32)), clock });
  module = await Test.createTestingModule({ imports: [platform, NetworkModule, AccessModule] }).compile();
  await module.init();
  await module.get(ReferenceData).load();
  const person = { givenName: 'Aino', familyName: 'Virtanen', email: 'aino@migri.example.org', stateCode: 'FI' };
  personId = await module.get(PersonService).createContact(system, person);
  accountId = await module.get(AccountService).create(system, { personId, roles: ['state_contact', 'expert'] });
});
afterAll(async () => {
  await module.close();
  await database.close();
});
beforeEach(() => {
  clock.at = '2026-12-01T08:00:00.000Z';
});

const write = (query: ReturnType<typeof sql>) => module.get(Db).tx(() => module.get(Db).run(query));
const open = async () =>
  hashOf(await module.get(SessionService).open({ accountId, method: 'link', userAgent: 'x'.repeat(999) }));
const actorOf = (id: string) => module.get(SessionService).actorOf(id);

async function member(groupId: string, period: [string | null, string | null], state: string): Promise<void> {
  await write(sql`
    INSERT INTO network_group (id, code, name_en, name_nb, name_nn, kind, created_at, version)
    VALUES (${groupId}, ${groupId.slice(-12)}, 'G', 'G', 'G', 'expert_group', ${clock.instant()}, 1)`);
  await write(sql`
    INSERT INTO membership (id, group_id, person_id, role, state_code, valid_from, valid_to, sort_name, version)
    VALUES (${newId()}, ${groupId}, ${personId}, 'member', ${state}, ${period[0]}, ${period[1]}, 'virtanen aino', 1)`);
}

describe('a session', () => {
  it('tells who it is, with today’s roles, States and groups', async () => {
    const [now, past, coming] = [newId(), newId(), newId()];
    await member(now, ['2026-01-01', '2026-12-01'], 'NO');
    await member(past, [null, '2026-11-30'], 'SE');
    await member(coming, ['2026-12-02', null], 'FR');
    const actor = await actorOf(await open());
    expect(actor).toMatchObject({ accountId, personId, name: 'Aino Virtanen', email: 'aino@migri.example.org' });
    expect([...actor!.roles].sort()).toEqual(['expert', 'state_contact']);
    expect(actor!.stateCodes).toEqual(['FI', 'NO']);
    expect(actor!.groupIds).toEqual([now]);
  });

  it('lasts twelve hours after the last use, and no longer than thirty days', async () => {
    const id = await open();
    clock.at = '2026-12-01T19:59:59.000Z';
    expect(await actorOf(id)).not.toBeNull();
    clock.at = '2026-12-02T07:59:00.000Z';
    expect(await actorOf(id)).not.toBeNull();
    for (let day = 2; day <= 31; day++) {
      for (const hour of ['07', '18']) {
        clock.at = `2026-12-${String(day).padStart(2, '0')}T${hour}:58:00.000Z`;
        await actorOf(id);
      }
    }
    expect(await actorOf(id)).toBeNull();
  });

  it('is over after twelve hours without use', async () => {
    const id = await open();
    clock.at = '2026-12-01T20:00:00.000Z';
    expect(await actorOf(id)).toBeNull();
  });

  it('writes down its use at most every five minutes', async () => {
    const id = await open();
    const seen = async () => (await module.get(SessionService).one(id))!.lastSeenAt;
    clock.at = '2026-12-01T08:04:59.000Z';
    await actorOf(id);
    expect(await seen()).toBe('2026-12-01T08:00:00.000Z');
    clock.at = '2026-12-01T08:05:00.000Z';
    await actorOf(id);
    expect(await seen()).toBe('2026-12-01T08:05:00.000Z');
  });

  it('is worth nothing while the account is switched off or the person has left', async () => {
    const id = await open();
    await write(sql`UPDATE account SET is_disabled = 1 WHERE id = ${accountId}`);
    expect(await actorOf(id)).toBeNull();
    await write(sql`UPDATE account SET is_disabled = 0 WHERE id = ${accountId}`);
    await write(sql`UPDATE person SET left_on = '2026-12-01' WHERE id = ${personId}`);
    expect(await actorOf(id)).toBeNull();
    await write(sql`UPDATE person SET left_on = '2026-12-02' WHERE id = ${personId}`);
    expect(await actorOf(id)).not.toBeNull();
    await write(sql`UPDATE person SET left_on = NULL WHERE id = ${personId}`);
  });
});

describe('a token', () => {
  it('writes down its use at most every hour', async () => {
    const tokens = module.get(TokenService);
    const { token } = await tokens.create(system, { accountId, name: 'test', days: 30 });
    const used = async () => (await tokens.of(accountId))[0]!.lastUsedAt;
    await tokens.actorOf(token, 'api');
    clock.at = '2026-12-01T08:59:59.000Z';
    await tokens.actorOf(token, 'api');
    expect(await used()).toBe('2026-12-01T08:00:00.000Z');
    clock.at = '2026-12-01T09:00:00.000Z';
    await tokens.actorOf(token, 'api');
    expect(await used()).toBe('2026-12-01T09:00:00.000Z');
    clock.at = '2026-12-31T08:00:00.000Z';
    expect(await tokens.actorOf(token, 'api')).toBeNull();
  });

  it('of the calendar is not one of the API, and the other way round', async () => {
    const tokens = module.get(TokenService);
    const actor = (await actorOf(await open()))!;
    const feed = await tokens.renewFeed(actor);
    expect(await tokens.actorOf(feed, 'feed')).toMatchObject({ personId });
    expect(await tokens.actorOf(feed, 'api')).toBeNull();
    const next = await tokens.renewFeed(actor);
    expect(await tokens.actorOf(feed, 'feed')).toBeNull();
    await tokens.revokeFeed(actor);
    expect(await tokens.actorOf(next, 'feed')).toBeNull();
  });
});

describe('a sign-in link', () => {
  it('works for a quarter of an hour', async () => {
    const links = module.get(LinkService);
    const secret = (await links.issue(personId, '/')).split('/').at(-1)!;
    clock.at = '2026-12-01T08:14:59.000Z';
    expect(await links.isGood(secret)).toBe(true);
    clock.at = '2026-12-01T08:15:00.000Z';
    expect(await links.isGood(secret)).toBe(false);
    expect(await links.redeem(secret)).toBeNull();
  });

  it('is used by one of two who press the button at once, and makes others worthless', async () => {
    const links = module.get(LinkService);
    const [first, second] = await Promise.all([links.issue(personId, '/'), links.issue(personId, '/')]);
    const secret = first.split('/').at(-1)!;
    const both = await Promise.all([links.redeem(secret), links.redeem(secret)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await links.isGood(second.split('/').at(-1)!)).toBe(false);
  });
});

describe('two administrators', () => {
  it('cannot take each other’s role at once and leave nobody', async () => {
    const accounts = module.get(AccountService);
    const ids = await Promise.all(
      ['one', 'two'].map(async (name) => {
        const contact = { givenName: 'A', familyName: name, email: `${name}@example.org` };
        const person = await module.get(PersonService).createContact(system, contact);
        return accounts.create(system, { personId: person, roles: ['administrator'] });
      }),
    );
    const outcome = await Promise.allSettled(
      ids.map((id) => accounts.setRoles(system, id, { roles: ['expert'], version: 1 })),
    );
    expect(outcome.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
