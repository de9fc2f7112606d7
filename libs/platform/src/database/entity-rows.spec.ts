import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Event } from '../events/event.entity.js';
import { Job } from '../jobs/job.entity.js';
import { isDuplicate, newId, sql } from './index.js';

describe('an entity written as a plain statement', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openDatabase();
  });
  afterAll(() => database.close());

  const now = '2026-11-23T08:00:00.000Z';
  const event = (more: object = {}) => ({
    ...{ id: newId(), kind: 'note.made', noun: 'note', subjectId: newId(), actorId: null, actorName: 'Æ 🌍' },
    ...{ data: { words: ["it's", null, { deep: true }] }, at: now },
    ...more,
  });
  const insert = (row: object) => database.db.tx(() => database.db.insert(Event, row));

  it('is read back as it was written, structures and all', async () => {
    const written = event();
    await insert(written);
    expect(await database.db.repo(Event).findOneBy({ id: written.id })).toEqual(written);
  });

  it('has the defaults of the entity where nothing is given, and NULL where there is none', async () => {
    const id = newId();
    const job = { id, kind: 'k', payload: [], runAt: now, status: 'waiting' as const, createdAt: now };
    await database.db.tx(() => database.db.insert(Job, job as never));
    expect(await database.db.repo(Job).findOneBy({ id })).toMatchObject({ attempts: 0, payload: [] });
  });

  it('says that a row is there already, so that a second one can be told', async () => {
    const written = event();
    await insert(written);
    const refused = await insert(written).catch((error: unknown) => error);
    expect(isDuplicate(refused)).toBe(true);
  });

  it('refuses a value that no column takes, instead of losing it', async () => {
    await expect(insert(event({ subject: 'x' }))).rejects.toThrow('No column for subject');
    const rows = await database.db.rows(sql`SELECT id FROM event WHERE kind = 'note.lost'`);
    expect(rows).toEqual([]);
  });
});
