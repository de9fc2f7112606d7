import { anonymous, type Actor, type Role } from '@samrad/platform/auth';
import { newId, sql } from '@samrad/platform/database';
import { audiences, type Audience } from '@samrad/library';
import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { canWriteMinutes, visibleTo } from './minutes.policy.js';

let database: TestDatabase;
const at = '2026-11-23T08:00:00.000Z';
const later = '2026-11-23T14:00:00.000Z';

const actorWith = (role: Role, more: Partial<Actor> = {}): Actor => ({
  ...anonymous,
  accountId: role,
  personId: `p-${role}`,
  roles: [role],
  ...more,
});

const actors: Record<string, Actor> = {
  administrator: actorWith('administrator'),
  coordinator: actorWith('coordinator'),
  secretariat: actorWith('secretariat'),
  'State contact': actorWith('state_contact'),
  expert: actorWith('expert'),
  'expert in the group': actorWith('expert', { personId: null, groupIds: ['g1'] }),
  'expert who is invited': actorWith('expert', { personId: 'p1' }),
  'expert whose invitation was not sent': actorWith('expert', { personId: 'p2' }),
  'member for a State': actorWith('expert', { circles: ['states'] }),
  'member of the contact points': actorWith('expert', { circles: ['ncps', 'states'] }),
  visitor: anonymous,
};

async function aMeetingWithMinutes(audience: Audience, publishedNumber: number): Promise<string> {
  const id = newId();
  const { db } = database;
  await db.tx(async () => {
    await db.run(sql`INSERT INTO meeting (id, title, status, start_wall, end_wall, zone, start_at, end_at, languages,
      group_id, audience, uid, called_at, created_at, updated_at) VALUES (${id}, 'M', 'held', '2026-11-20T09:00',
      '2026-11-20T15:00', 'Europe/Oslo', ${at}, ${later}, 'en', 'g1', 'organisers', ${id}, ${at}, ${at}, ${at})`);
    await db.run(sql`INSERT INTO minutes (id, meeting_id, status, audience, published_number)
      VALUES (${id}, ${id}, ${publishedNumber ? 'published' : 'draft'}, ${audience}, ${publishedNumber})`);
    for (const [person, sentAt] of [
      ['p1', at],
      ['p2', null],
    ] as const) {
      await db.run(sql`INSERT INTO invitation (id, meeting_id, person_id, address, role, status, link_hash, created_at,
        sent_at) VALUES (${newId()}, ${id}, ${person}, 'a@example.org', 'required', 'accepted', ${newId()}, ${at}, ${sentAt})`);
    }
  });
  return id;
}

beforeAll(async () => {
  database = await openDatabase();
  const { db } = database;
  await db.tx(async () => {
    await db.run(sql`INSERT INTO network_group (id, code, name_en, name_nb, name_nn, kind, created_at)
      VALUES ('g1', 'REG', 'REG', 'REG', 'REG', 'expert_group', ${at})`);
    for (const id of ['p1', 'p2']) {
      await db.run(sql`INSERT INTO person (id, given_name, family_name, sort_name, created_at, updated_at)
        VALUES (${id}, 'A', 'B', 'b a', ${at}, ${at})`);
    }
  });
});
afterAll(() => database.close());

const readersOf = async (id: string) => {
  const seen = await Promise.all(
    Object.entries(actors).map(async ([name, actor]) => {
      const row = await database.db.row(sql`SELECT mi.id FROM minutes mi WHERE mi.id = ${id} AND ${visibleTo(actor)}`);
      return row ? name : null;
    }),
  );
  return seen.filter((name) => name !== null);
};

const organisers = ['administrator', 'coordinator', 'secretariat'];
const circle = ['expert in the group', 'expert who is invited'];
const [ofState, ofContactPoints] = ['member for a State', 'member of the contact points'];
const readers: Record<Audience, string[]> = {
  organisers,
  ncps: [...organisers, 'State contact', ofContactPoints!],
  states: [...organisers, 'State contact', ofState!, ofContactPoints!],
  group: [...organisers, ...circle],
  network: Object.keys(actors).filter((name) => name !== 'visitor'),
  public: Object.keys(actors),
};

it.each([...audiences])('published for %s are read by exactly those', async (audience) => {
  expect(await readersOf(await aMeetingWithMinutes(audience, 1))).toEqual(readers[audience]);
});

it.each([...audiences])('a draft meant for %s is read by organisers only', async (audience) => {
  expect(await readersOf(await aMeetingWithMinutes(audience, 0))).toEqual(organisers);
});

it('are written by organisers', () => {
  const writers = Object.keys(actors).filter((name) => canWriteMinutes(actors[name]!));
  expect(writers).toEqual(organisers);
});
