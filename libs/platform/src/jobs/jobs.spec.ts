import { Logger } from '@nestjs/common';
import { openDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Clock } from '../clock/index.js';
import { sql } from '../database/index.js';
import { Jobs } from './jobs.js';

/** A clock that stands still until it is moved. */
class HandClock extends Clock {
  private at = Date.parse('2026-12-01T10:00:00Z');

  override now(): Date {
    return new Date(this.at);
  }

  move(seconds: number) {
    this.at += seconds * 1000;
  }
}

describe('jobs', () => {
  let database: TestDatabase;
  let clock: HandClock;
  let jobs: Jobs;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await openDatabase();
  });

  beforeEach(async () => {
    clock = new HandClock();
    jobs = new Jobs(database.db, clock);
    await database.db.tx(() => database.db.run(sql`DELETE FROM job`));
  });

  afterAll(() => database.close());

  const statuses = async () =>
    (await database.db.rows<{ status: string }>(sql`SELECT status FROM job ORDER BY id`)).map((job) => job.status);

  it('run once, with what was given', async () => {
    const got: unknown[] = [];
    jobs.on('greet', async (payload) => void got.push(payload));
    await jobs.later('greet', { name: 'Łukasz' });
    expect(await jobs.runDue()).toBe(1);
    expect(await jobs.runDue()).toBe(0);
    expect(got).toEqual([{ name: 'Łukasz' }]);
    expect(await statuses()).toEqual(['done']);
  });

  it('are forgotten with the transaction they were written in', async () => {
    const lost = database.db.tx(async () => {
      await jobs.later('greet', {});
      throw new Error('refused');
    });
    await expect(lost).rejects.toThrow();
    expect(await statuses()).toEqual([]);
  });

  it('run once also when the ones before them took longer than the claim', async () => {
    const other = new Jobs(database.db, clock);
    let quick = 0;
    jobs.on('slow', async () => {
      clock.move(121);
      await other.runDue();
    });
    for (const worker of [jobs, other]) worker.on('quick', async () => void quick++);
    await jobs.later('slow', {});
    clock.move(1);
    await jobs.later('quick', {});
    await jobs.runDue();
    expect(quick).toBe(1);
    expect(await statuses()).toEqual(['done', 'done']);
  });

  it('wait until their time', async () => {
    let ran = 0;
    jobs.on('remind', async () => void ran++);
    await jobs.later('remind', {}, clock.instantIn(60));
    await jobs.runDue();
    expect(ran).toBe(0);
    clock.move(61);
    await jobs.runDue();
    expect(ran).toBe(1);
  });

  it('are tried again with growing pauses, then left for a person to see', async () => {
    let tries = 0;
    jobs.on('break', async () => {
      tries++;
      throw new Error('no such thing');
    });
    await jobs.later('break', {});
    await jobs.runDue();
    await jobs.runDue();
    expect(tries).toBe(1);
    for (let n = 0; n < 12; n++) {
      clock.move(7201);
      await jobs.runDue();
    }
    expect(tries).toBe(10);
    expect(await statuses()).toEqual(['failed']);
  });

  it('are done once by two workers at the same time', async () => {
    const done: string[] = [];
    const workers = [jobs, new Jobs(database.db, clock)];
    for (const worker of workers) worker.on('count', async ({ n }: { n: string }) => void done.push(n));
    for (let n = 0; n < 60; n++) await jobs.later('count', { n: String(n) });
    await Promise.all(workers.map((worker) => worker.runDue()));
    expect(done).toHaveLength(60);
    expect(new Set(done).size).toBe(60);
  });

  it('are taken over when their worker died', async () => {
    let ran = 0;
    jobs.on('survive', async () => void ran++);
    await jobs.later('survive', {});
    await database.db.tx(() =>
      database.db.run(
        sql`UPDATE job SET status = 'running', claimed_by = 'gone', lease_until = ${clock.instantIn(120)}`,
      ),
    );
    expect(await jobs.runDue()).toBe(0);
    clock.move(121);
    expect(await jobs.runDue()).toBe(1);
    expect(ran).toBe(1);
  });

  it('are given up when each worker that took them died', async () => {
    let ran = 0;
    jobs.on('poison', async () => void ran++);
    await jobs.later('poison', {});
    const died = sql`UPDATE job SET status = 'running', attempts = 10, lease_until = ${clock.instantIn(120)}`;
    await database.db.tx(() => database.db.run(died));
    clock.move(121);
    expect(await jobs.runDue()).toBe(0);
    expect(ran).toBe(0);
    expect(await statuses()).toEqual(['failed']);
  });
});
