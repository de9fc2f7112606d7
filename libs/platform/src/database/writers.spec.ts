import { openDatabase as open } from '../../../../config/database.js';
import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Db, sql } from './index.js';

describe('two processes that write at the same time', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openDatabase();
  });
  afterAll(() => database.close());

  /** Reads, waits a moment as mail does that is judged, and writes what follows. */
  const count = (db: Db) =>
    db.tx(async () => {
      const [row] = await db.hold<{ value: string }>(sql`SELECT value FROM setting WHERE name = 'count'`);
      await new Promise((wait) => setTimeout(wait, 2));
      await db.run(sql`UPDATE setting SET value = ${String(Number(row!.value) + 1)} WHERE name = 'count'`);
    });

  it('lose nothing: each waits for its turn', async () => {
    const other = await open(database.env, { migrate: false });
    const second = new Db(other.source, other.reader);
    const { db } = database;
    await db.tx(() => db.run(sql`INSERT INTO setting (name, value) VALUES ('count', '0')`));
    const turns = Array.from({ length: 30 }, (_, n) => count(n % 2 ? db : second));
    const results = await Promise.allSettled(turns);
    await other.close();
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    const row = await db.row<{ value: string }>(sql`SELECT value FROM setting WHERE name = 'count'`);
    expect(row!.value).toBe('30');
  });
});
