import { join as pathOf } from 'node:path';
import { Injectable, Logger, Optional, type OnModuleDestroy } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { Env } from '../../../../config/env.js';
import { Clock, type Instant } from '../clock/index.js';
import { Db, join, newId, sql } from '../database/index.js';
import { Jobs } from '../jobs/jobs.js';
import { mostAttempts, pauseAfter } from '../jobs/jobs.rules.js';
import { bounceAddressOf } from './bounce-address.js';
import { dotsInARow, OneInDoubt, type Place } from './one-in-doubt.js';
import { lastMail } from './letter.js';
import { isAddressRefused, outcomeOf, refusedMail, tooLate, type Outcome } from './sender.rules.js';
import { TakenJournal } from './taken-journal.js';

interface Claimed {
  id: string;
  toAddress: string;
  raw: string;
  attempts: number;
  expiresAt: Instant | null;
}

/** One message with what became of it. */
type Tried = Outcome & Pick<Claimed, 'id' | 'attempts' | 'toAddress'>;

const batch = 50;
const lanes = 2;
const connections = 5;
/** So long the mail of a sender that fell over waits. */
const leaseSeconds = 60;
const renewedEverySeconds = 15;
const momentInMilliseconds = 100;

/**
 * Sends what waits in the outbox over pooled connections. Several senders may run: each claims its rows first, and keeps
 * the claim alive while it works, however slow the mail server is. What a server took is in the journal before the next
 * message gets its end, so that a sender that falls over leaves one message in doubt; the database learns it in batches.
 */
@Injectable()
export class Sender implements OnModuleDestroy {
  private readonly log = new Logger('mail');
  private readonly me = newId();
  private transport?: Promise<Transporter>;
  /** Outcomes not yet written down. They outlast a database that is away: nothing that was taken is sent again. */
  private readonly fresh: Tried[] = [];
  private writing: Promise<void> = Promise.resolve();
  private soon?: NodeJS.Timeout;
  private claiming: Promise<unknown> = Promise.resolve();
  private readonly doubt = new OneInDoubt();
  private readonly journal: TakenJournal;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
    @Optional() private readonly jobs?: Jobs,
  ) {
    this.journal = new TakenJournal(pathOf(env.values.DATA_DIR, 'outgoing'), this.me);
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.soon);
    (await this.transport)?.close();
    this.journal.close();
  }

  /** Sends everything that is due. @returns how many were sent */
  async sendDue(): Promise<number> {
    if (!this.env.values.SMTP_URL) return 0;
    await this.write();
    const renewal = setInterval(() => void this.renew(), renewedEverySeconds * 1000);
    const road = { isOpen: true };
    const sent = await Promise.all(Array.from({ length: lanes }, () => this.sendBatches(road))).finally(() =>
      clearInterval(renewal),
    );
    return sent.reduce((sum, count) => sum + count);
  }

  /** One lane; while it waits for the last messages of its batch the other keeps the connections busy. */
  private async sendBatches(road: { isOpen: boolean }): Promise<number> {
    let sent = 0;
    while (road.isOpen) {
      const messages = await this.claimNext();
      if (!messages.length) return sent;
      const outcomes = await this.sendAll(messages);
      sent += outcomes.filter((outcome) => outcome.status === 'sent').length;
      if (outcomes.every((outcome) => outcome.unreachable)) road.isOpen = false;
    }
    return sent;
  }

  /** The library is loaded with the first mail. */
  private async connect(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    const pool = { pool: true, maxConnections: connections, maxMessages: Infinity };
    const access = { disableFileAccess: true, disableUrlAccess: true };
    return dotsInARow(createTransport({ url: this.env.values.SMTP_URL, ...pool, ...access } as never));
  }

  private async sendAll(messages: Claimed[]): Promise<Tried[]> {
    const tried = await Promise.all(messages.map((message) => this.send(message)));
    await this.write();
    return tried;
  }

  /** Those that arrive within a moment go into one transaction: each waits for the disk. */
  private note(outcome: Tried): Tried {
    this.fresh.push(outcome);
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.write().catch((error: Error) =>
        this.log.warn({ message: 'outcome not written down yet', error: error.message }),
      );
    }, momentInMilliseconds);
    return outcome;
  }

  /** One after the other; resolves when everything that was noted before is in the database. */
  private write(): Promise<void> {
    const written = this.writing.then(() => this.writeFresh());
    this.writing = written.catch(() => undefined);
    return written;
  }

  private async writeFresh(): Promise<void> {
    while (this.fresh.length) {
      const outcomes = this.fresh.splice(0);
      await this.mark(outcomes).catch((error: unknown) => {
        this.fresh.unshift(...outcomes);
        throw error;
      });
    }
    this.journal.clear();
  }

  private async renew(): Promise<void> {
    const lease = this.clock.instantIn(leaseSeconds);
    const mine = sql`status = 'sending' AND claimed_by = ${this.me}`;
    await this.db
      .tx(() => this.db.run(sql`UPDATE mail_message SET lease_until = ${lease} WHERE ${mine}`))
      .catch((error: Error) => this.log.warn({ message: 'claim not renewed', error: error.message }));
  }

  /** One claim after the other: two lanes never look at the same rows. */
  private claimNext(): Promise<Claimed[]> {
    const claimed = this.claiming.then(() => this.claim());
    this.claiming = claimed.catch(() => undefined);
    return claimed;
  }

  /** Those whose sender fell over come first; then the queue, in the order of its index. */
  private async due(now: Instant): Promise<{ id: string }[]> {
    const lost = await this.db.rows<{ id: string; claimedBy: string }>(sql`
      SELECT id, claimed_by AS claimedBy FROM mail_message
      WHERE status = 'sending' AND lease_until < ${now} LIMIT ${batch}`);
    const wereTaken = await this.recall(lost.map(({ claimedBy }) => claimedBy));
    if (wereTaken) return this.due(now);
    if (lost.length) return lost;
    return this.db.rows<{ id: string }>(sql`
      SELECT id FROM mail_message WHERE status = 'queued' AND next_at <= ${now} ORDER BY next_at LIMIT ${batch}`);
  }

  /** Notes what senders that fell over had got rid of. @returns whether there was any */
  private async recall(senders: string[]): Promise<boolean> {
    let wereTaken = false;
    for (const sender of new Set(senders)) {
      const ids = sender === this.me ? [] : this.journal.of(sender);
      if (!ids.length) continue;
      const theirs = sql`claimed_by = ${sender} AND status = 'sending' AND id IN (${join(ids)})`;
      await this.db.tx(() =>
        this.db.run(sql`UPDATE mail_message
          SET status = 'sent', sent_at = ${this.clock.instant()}, lease_until = NULL, error = NULL WHERE ${theirs}`),
      );
      this.journal.forget(sender);
      wereTaken = true;
    }
    return wereTaken;
  }

  private async claim(): Promise<Claimed[]> {
    const now = this.clock.instant();
    const free = sql`((status = 'queued' AND next_at <= ${now}) OR (status = 'sending' AND lease_until < ${now}))`;
    const due = await this.due(now);
    if (!due.length) return [];
    const { me } = this;
    const lease = this.clock.instantIn(leaseSeconds);
    const ids = join(due.map((row) => row.id));
    await this.db.tx(() =>
      this.db.run(sql`
        UPDATE mail_message SET status = 'sending', claimed_by = ${me}, lease_until = ${lease}, attempts = attempts + 1
        WHERE id IN (${ids}) AND ${free}`),
    );
    return this.db.rows<Claimed>(sql`
      SELECT id, to_address AS toAddress, raw, attempts, expires_at AS expiresAt FROM mail_message
      WHERE id IN (${ids}) AND claimed_by = ${me} AND status = 'sending'`);
  }

  private async send(message: Claimed): Promise<Tried> {
    const { id, toAddress, attempts } = message;
    const place = this.doubt.place();
    try {
      const outcome = await this.outcomeFor(message, place);
      if (outcome.status === 'sent') this.journal.add(id);
      return this.note({ id, attempts, toAddress, ...outcome });
    } finally {
      place.leave();
    }
  }

  private async outcomeFor({ id, toAddress, raw, attempts, expiresAt }: Claimed, place: Place): Promise<Outcome> {
    if (expiresAt !== null && expiresAt <= this.clock.instant()) return tooLate;
    const from = bounceAddressOf(id, this.env.values.MAIL_BOUNCE, this.env.mailFrom.address);
    const envelope = { from, to: [toAddress] };
    try {
      this.transport ??= this.connect();
      const transport = await this.transport;
      await transport.sendMail({ envelope, raw: Buffer.from(raw, 'latin1'), place } as never);
      return { status: 'sent', error: null, unreachable: false };
    } catch (error) {
      const outcome = outcomeOf(error as Error, attempts, mostAttempts);
      this.log.warn({ mail: id, attempts, outcome: outcome.status, error: outcome.error });
      return outcome;
    }
  }

  /** One transaction: what was sent in one statement, the others one by one with the server's words. */
  private async mark(outcomes: Tried[]): Promise<void> {
    const sent = outcomes.filter((outcome) => outcome.status === 'sent').map((outcome) => outcome.id);
    const others = outcomes.filter((outcome) => outcome.status !== 'sent');
    const now: Instant = this.clock.instant();
    await this.db.tx(async () => {
      if (sent.length) {
        await this.db.run(sql`
          UPDATE mail_message SET status = 'sent', sent_at = ${now}, lease_until = NULL, error = NULL WHERE id IN (${join(sent)})`);
      }
      for (const { id, status, error, attempts, unreachable } of others) {
        const again = this.clock.instantIn(pauseAfter(attempts));
        const counted = attempts - Number(unreachable);
        await this.db.run(sql`
          UPDATE mail_message
          SET status = ${status}, error = ${error}, next_at = ${again}, attempts = ${counted}, lease_until = NULL
          WHERE id = ${id} AND status = 'sending' AND claimed_by = ${this.me}`);
      }
      await this.forgetLast(outcomes.map(({ id }) => id));
      await this.tellOfRefused(others);
    });
  }

  private async forgetLast(ids: readonly string[]): Promise<void> {
    await this.db.run(sql`
      DELETE FROM mail_message WHERE id IN (${join([...ids])}) AND about_noun = ${lastMail} AND status IN ('sent', 'failed')`);
  }

  private async tellOfRefused(outcomes: readonly Tried[]): Promise<void> {
    for (const { status, error, toAddress: address } of outcomes) {
      const words = error ?? '';
      if (status === 'failed' && isAddressRefused(words)) await this.jobs?.later(refusedMail, { address, words });
    }
  }
}
