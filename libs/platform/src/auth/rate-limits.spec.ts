import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Clock } from '../clock/index.js';
import { TooMany } from '../errors/index.js';
import { RateLimits } from './rate-limits.js';

describe('rate limits', () => {
  let database: TestDatabase;
  let limits: RateLimits;

  beforeAll(async () => {
    database = await openDatabase();
    limits = new RateLimits(database.db, new Clock());
  });

  afterAll(() => database.close());

  it('let the allowed number of tries through and say when to come back', async () => {
    for (let n = 0; n < 3; n++) await limits.hit('door', 3, 60);
    const refusal = await limits.hit('door', 3, 60).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TooMany);
    expect((refusal as TooMany).retryAfterSeconds).toBeGreaterThan(50);
  });

  it('count each name for itself, and begin anew after a success', async () => {
    await limits.hit('other', 1, 60);
    await limits.clear('other');
    await limits.hit('other', 1, 60);
  });

  it('begin anew when the window is over', async () => {
    await limits.hit('brief', 1, -1);
    await limits.hit('brief', 1, 60);
  });

  it('count every one of many tries at the same moment', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => limits.hit('crowd', 5, 60)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5);
  });
});
