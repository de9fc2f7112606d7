import { Injectable, Logger } from '@nestjs/common';
import { Clock, type Instant } from '../clock/index.js';
import { Db, fromJson, join, newId, sql, type Sql } from '../database/index.js';
import { Job } from './job.entity.js';
import { mostAttempts, pauseAfter } from './jobs.rules.js';

type Handler = (payload: never) => Promise<void>;

interface ClaimedJob {
  id: string;
  kind: string;
  payload: unknown;
  attempts: number;
  claimedBy: string;
  leaseUntil: Instant;
}

const leaseSeconds = 60;
const renewedEverySeconds = 20;

const heldBy = ({ id, claimedBy }: ClaimedJob): Sql =>
  sql`id = ${id} AND status = 'running' AND claimed_by = ${claimedBy}`;

/** The one queue: jobs are claimed by a conditional UPDATE with a lease, so several workers may run. */
@Injectable()
export class Jobs {
  private readonly log = new Logger('jobs');
  private readonly handlers = new Map<string, Handler>();
  private readonly sweeps: (() => Promise<unknown>)[] = [];
  private readonly rounds: (() => Promise<unknown>)[] = [];
  private wake: () => void = () => undefined;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Enqueues a job; joins the open transaction. @param at earliest moment, now when absent */
  async later(kind: string, payload: object, at?: Instant): Promise<void> {
    const now = this.clock.instant();
    const job = { id: newId(), kind, payload, runAt: at ?? now, status: 'waiting' as const, createdAt: now };
    await this.db.tx(() => this.db.insert(Job, job));
    this.db.afterCommit(() => this.wake());
  }

  /** Names who does jobs of a kind; called once at start by `x.jobs.ts`. */
  on(kind: string, handler: Handler): void {
    this.handlers.set(kind, handler);
  }

  /** Something to be done about once an hour, e.g. deleting what is too old; several workers may do it. */
  hourly(sweep: () => Promise<unknown>): void {
    this.sweeps.push(sweep);
  }

  async runHourly(): Promise<void> {
    for (const sweep of this.sweeps) await sweep();
  }

  /** Something the worker does in every round, some seconds apart: it must cost next to nothing when idle. */
  eachRound(task: () => Promise<unknown>): void {
    this.rounds.push(task);
  }

  async runRound(): Promise<void> {
    for (const task of this.rounds) await task();
  }

  /** Called when a job was enqueued in this process: the worker need not wait for its next round. */
  onEnqueued(wake: () => void): void {
    this.wake = wake;
  }

  /** Runs everything that is due, including what that enqueues. @returns how many jobs ran */
  async runDue(): Promise<number> {
    let ran = 0;
    for (;;) {
      const claimed = await this.claim(20);
      for (const job of claimed) await this.run(job);
      ran += claimed.length;
      if (!claimed.length) return ran;
    }
  }

  private async claim(limit: number): Promise<ClaimedJob[]> {
    const kinds = [...this.handlers.keys()];
    if (!kinds.length) return [];
    const me = newId();
    const now = this.clock.instant();
    await this.giveUpFatal(now);
    const due = await this.db.rows<{ id: string }>(sql`
      SELECT id FROM job WHERE kind IN (${join(kinds)}) AND run_at <= ${now}
        AND (status = 'waiting' OR (status = 'running' AND lease_until < ${now}))
      ORDER BY run_at LIMIT ${limit}`);
    if (!due.length) return [];
    const ids = join(due.map((job) => job.id));
    const lease = this.clock.instantIn(leaseSeconds);
    await this.db.tx(() =>
      this.db.run(sql`
        UPDATE job SET status = 'running', claimed_by = ${me}, lease_until = ${lease}, attempts = attempts + 1
        WHERE id IN (${ids}) AND (status = 'waiting' OR (status = 'running' AND lease_until < ${now}))`),
    );
    return this.db.rows<ClaimedJob>(sql`
      SELECT id, kind, payload, attempts, claimed_by AS claimedBy, lease_until AS leaseUntil FROM job WHERE claimed_by = ${me} AND status = 'running' ORDER BY run_at`);
  }

  /** A job whose worker fell over with it each time is not tried for ever. */
  private async giveUpFatal(now: Instant): Promise<void> {
    const lost = sql`status = 'running' AND lease_until < ${now} AND attempts >= ${mostAttempts}`;
    const [one] = await this.db.rows<{ id: string }>(sql`SELECT id FROM job WHERE ${lost} LIMIT 1`);
    if (!one) return;
    const words = 'The worker ended each time it ran this job';
    await this.db.tx(() =>
      this.db.run(sql`UPDATE job SET status = 'failed', lease_until = NULL, last_error = ${words} WHERE ${lost}`),
    );
  }

  /** A job that had to wait for slow ones may be somebody else's by now; one that is slow itself stays ours. */
  private async run(job: ClaimedJob): Promise<void> {
    if (!(await this.isOurs(job))) return;
    const renewal = setInterval(() => void this.renew(job).catch(() => undefined), renewedEverySeconds * 1000);
    try {
      await this.handlers.get(job.kind)!(fromJson<never>(job.payload));
      await this.db.tx(() => this.db.run(sql`UPDATE job SET status = 'done', lease_until = NULL WHERE ${heldBy(job)}`));
    } catch (error) {
      await this.failed(job, error as Error);
    } finally {
      clearInterval(renewal);
    }
  }

  private async isOurs(job: ClaimedJob): Promise<boolean> {
    return job.leaseUntil > this.clock.instantIn(renewedEverySeconds) || this.renew(job);
  }

  /** @returns whether the claim still stood */
  private async renew(job: ClaimedJob): Promise<boolean> {
    const lease = this.clock.instantIn(leaseSeconds);
    return (await this.db.tx(() => this.db.run(sql`UPDATE job SET lease_until = ${lease} WHERE ${heldBy(job)}`))) === 1;
  }

  private async failed(job: ClaimedJob, error: Error) {
    const status = job.attempts >= mostAttempts ? 'failed' : 'waiting';
    const again = this.clock.instantIn(pauseAfter(job.attempts));
    this.log.error({ job: job.id, kind: job.kind, attempts: job.attempts, error: error.message, stack: error.stack });
    await this.db.tx(() =>
      this.db.run(sql`
        UPDATE job SET status = ${status}, run_at = ${again}, lease_until = NULL, last_error = ${error.message}
        WHERE ${heldBy(job)}`),
    );
  }
}
