import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { bulkInserts, Db, newId, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Outbox } from '@samrad/platform/mail';
import { Mailing } from '../mailing/mailing.entity.js';
import { MailingFinder, type MailingRow } from '../mailing/mailing.finder.js';
import { beginning, type Beginning } from '../mailing/mailing.service.js';
import type { Judged } from './delivery.rules.js';
import { MailingLetters, type Addressee } from './mailing-letters.js';
import { MailingRecipients } from './mailing-recipients.js';

const portionJob = 'mailings.portion';
/** Messages in one transaction. */
const portion = 100;

const columns = [
  ...['id', 'mailing_id', 'person_id', 'subscription_id', 'name', 'address', 'recipient_key', 'language'],
  ...['status', 'reason'],
];

interface Waiting extends Addressee {
  id: string;
}

/**
 * The worker's part: decides at the time of sending who gets it, and hands the messages over in portions. Each portion
 * and the mark that it was handed over are one transaction with the job of the next one, so that a worker that falls over
 * leaves either all of it or nothing: nobody gets it twice, and nobody is missed.
 */
@Injectable()
export class SendingService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly outbox: Outbox,
    private readonly finder: MailingFinder,
    private readonly recipients: MailingRecipients,
    private readonly letters: MailingLetters,
  ) {}

  onModuleInit(): void {
    this.jobs.on(beginning, (planned: Beginning) => this.begin(planned));
    this.jobs.on(portionJob, ({ id }: { id: string }) => this.handOver(id));
  }

  /** Enters who gets it and who does not. Does nothing when it was cancelled, or begun already. */
  async begin({ id, sendAt }: Beginning): Promise<void> {
    await this.db.tx(async () => {
      const mailing = await this.finder.one(id);
      if (mailing?.status !== 'queued' || mailing.sendAt !== sendAt) return;
      const { version } = mailing;
      await this.db.update(Mailing, { id, version }, { status: 'sending', updatedAt: this.clock.instant() });
      const judged = await this.recipients.of(mailing);
      for (const insert of bulkInserts(
        'mailing_delivery',
        columns,
        judged.map((one) => rowOf(mailing, one)),
      )) {
        await this.db.run(insert);
      }
      await this.jobs.later(portionJob, { id });
    });
  }

  /** The next portion, or the end. */
  async handOver(id: string): Promise<void> {
    await this.db.tx(async () => {
      const mailing = await this.finder.one(id);
      if (mailing?.status !== 'sending' || !(await this.claim(mailing))) return;
      const people = await this.waiting(id);
      if (!people.length) return this.finish(mailing);
      const letters = await this.letters.to(mailing, people);
      const queued = await this.outbox.queueAll(letters);
      for (const [index, one] of people.entries()) {
        await this.db.run(sql`
          UPDATE mailing_delivery SET status = 'handed_over', mail_id = ${queued[index]!.id} WHERE id = ${one.id}`);
      }
      await this.jobs.later(portionJob, { id });
    });
  }

  /** Two workers with the same job: the second waits for the first and then finds that it is done. */
  private async claim({ id, portions }: MailingRow): Promise<boolean> {
    const changed = await this.db.run(sql`
      UPDATE mailing SET portions = portions + 1 WHERE id = ${id} AND portions = ${portions} AND status = 'sending'`);
    return changed === 1;
  }

  private waiting(id: string): Promise<Waiting[]> {
    return this.db.rows<Waiting>(sql`
      SELECT d.id, d.person_id AS personId, d.subscription_id AS subscriptionId, d.name, d.address, d.language,
        COALESCE(p.mail_language, s.language) AS ownLanguage
      FROM mailing_delivery d LEFT JOIN person p ON p.id = d.person_id
        LEFT JOIN subscription s ON s.id = d.subscription_id
      WHERE d.mailing_id = ${id} AND d.status = 'waiting' ORDER BY d.id LIMIT ${portion}`);
  }

  private async finish({ id }: MailingRow): Promise<void> {
    const now = this.clock.instant();
    await this.db.run(sql`
      UPDATE mailing SET status = 'sent', sent_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ${id}`);
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM mailing_delivery WHERE mailing_id = ${id} AND status = 'handed_over'`);
    await this.events.record('mailing.sent', id, system, { count: Number(row?.n ?? 0) });
  }
}

function rowOf({ id: mailingId, fallback }: MailingRow, one: Judged): unknown[] {
  const id = newId();
  const [status, key] = one.reason === null ? ['waiting', one.key] : ['left_out', `left-out:${id}`];
  const who = [one.personId, one.subscriptionId, one.name.slice(0, 200), one.address];
  return [id, mailingId, ...who, key, one.language ?? fallback, status, one.reason];
}
