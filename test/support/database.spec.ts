import { sql } from '@samrad/platform/database';
import { openDatabase, dialect } from './database.js';

describe('a database for a spec', () => {
  it('is migrated, empty and nobody else’s', async () => {
    const [mine, yours] = [await openDatabase(), await openDatabase()];
    await mine.db.tx(() => mine.db.run(sql`INSERT INTO setting (name, value) VALUES ('colour', 'blue')`));
    expect(mine.db.dialect).toBe(dialect);
    expect(await mine.db.rows(sql`SELECT name FROM setting`)).toEqual([{ name: 'colour' }]);
    expect(await yours.db.rows(sql`SELECT name FROM setting`)).toEqual([]);
    await Promise.all([mine.close(), yours.close()]);
  });
});
