import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Conflict } from '../errors/index.js';
import { newId, Settings, sql, type Db } from './index.js';
import { SearchEntry } from '../search/search-entry.entity.js';

describe('the door to the database', () => {
  let database: TestDatabase;
  let db: Db;

  beforeAll(async () => {
    database = await openDatabase();
    db = database.db;
  });

  afterAll(() => database.close());

  const insert = (name: string) => db.run(sql`INSERT INTO setting (name, value) VALUES (${name}, 'x')`);
  const exists = async (name: string) => Boolean(await db.row(sql`SELECT name FROM setting WHERE name = ${name}`));

  it('keeps nothing of a transaction that fails, even with others beside it', async () => {
    const results = await Promise.allSettled(
      [1, 2, 3, 4].map((n) =>
        db.tx(async () => {
          await insert(`beside-${n}`);
          await new Promise((resolve) => setTimeout(resolve, 5));
          if (n % 2) throw new Error('refused');
        }),
      ),
    );
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    const kept = await Promise.all([1, 2, 3, 4].map((n) => exists(`beside-${n}`)));
    expect(kept).toEqual([false, true, false, true]);
  });

  it('shows a reader outside nothing before the commit, and everything to the transaction itself', async () => {
    const look = () => exists('uncommitted');
    const started = new Promise<void>((resolve) => {
      void db.tx(async () => {
        await insert('uncommitted');
        expect(await look()).toBe(true);
        resolve();
        await new Promise((wait) => setTimeout(wait, 30));
      });
    });
    await started;
    expect(await look()).toBe(false);
  });

  it('joins a transaction that is open, so that the outer one takes all back', async () => {
    await expect(
      db.tx(async () => {
        await db.tx(() => insert('inner'));
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    expect(await exists('inner')).toBe(false);
  });

  it('calls what waits for the commit only after one', async () => {
    const calls: string[] = [];
    await db.tx(async () => {
      db.afterCommit(() => calls.push('kept'));
      await insert('after');
      expect(calls).toEqual([]);
    });
    await db
      .tx(() => {
        db.afterCommit(() => calls.push('lost'));
        return Promise.reject(new Error('no'));
      })
      .catch(() => undefined);
    expect(calls).toEqual(['kept']);
  });

  it('waits for the disk, except for what comes again by itself after a loss of power', async () => {
    if (db.dialect === 'mariadb') return;
    const waits = async () => (await db.row<{ synchronous: number }>(sql`PRAGMA synchronous`))!.synchronous === 2;
    expect(await db.repeatableTx(() => insert('again').then(waits))).toBe(false);
    expect(await exists('again')).toBe(true);
    expect(await db.tx(() => db.repeatableTx(waits))).toBe(true);
    const before = db.stamp();
    await db.settle();
    expect(db.stamp()).not.toBe(before);
  });

  it('refuses a write outside a transaction', async () => {
    await expect(insert('outside')).rejects.toThrow('open transaction');
  });

  it('holds rows inside a transaction only', () => {
    expect(() => db.hold(sql`SELECT name FROM setting`)).toThrow('open transaction');
  });

  it('says of what refers to something that is gone that somebody else was here, and keeps the cause', async () => {
    const nobody = { id: newId(), personId: newId(), address: 'a@example.org' };
    const work = db.tx(() =>
      db.run(sql`INSERT INTO person_email (id, person_id, address, address_key, is_primary)
        VALUES (${nobody.id}, ${nobody.personId}, ${nobody.address}, ${nobody.address}, 1)`),
    );
    const refusal = await work.catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Conflict);
    expect((refusal as Conflict).cause).toBeDefined();
  });

  it('refuses an edit of a version that is not the newest', async () => {
    const id = newId();
    const person = sql`INSERT INTO person (id, given_name, family_name, sort_name, created_at, updated_at)
      VALUES (${id}, 'A', 'B', 'b a', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`;
    await db.tx(() => db.run(person));
    const rename = (version: number) =>
      db.tx(() => db.update('person' as never, { id, version } as never, { givenName: 'C' }));
    await rename(1);
    await expect(rename(1)).rejects.toBeInstanceOf(Conflict);
    await rename(2);
  });

  it('remembers settings', async () => {
    const settings = new Settings(db);
    await settings.set('colour', 'blue');
    await settings.set('colour', 'green');
    expect(await settings.get('colour')).toBe('green');
    await settings.remove('colour');
    expect(await settings.get('colour')).toBeNull();
  });

  it('stores long texts whole', async () => {
    const body = 'Ærlig Łódź 🌍 '.repeat(20_000);
    await db.tx(() =>
      db
        .repo(SearchEntry)
        .insert({ noun: 'note', recordId: newId(), place: 0, title: 't', body, url: '/', words: 'w' }),
    );
    const row = await db.row<{ body: string }>(sql`SELECT body FROM search_entry WHERE noun = 'note'`);
    expect(row!.body).toBe(body);
  });
});
