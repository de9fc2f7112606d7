import { Injectable } from '@nestjs/common';
import { bulkInserts, Db, sql } from '@samrad/platform/database';
import { Outbox, type Letter } from '@samrad/platform/mail';
import { referenceOf } from '../action/action.rules.js';

/** `about.noun` of every reminder: whoever takes answers to them asks for it. */
export const reminderNoun = 'reminder';

/** A reminder to one person, with the lines that it names. */
export interface ReminderMail {
  letter: Letter & { personId: string };
  progressIds: readonly string[];
}

/** Sends reminders so that answers to them are understood: each has a Reply-To of its own, and its lines are kept. */
@Injectable()
export class ReminderMails {
  constructor(
    private readonly db: Db,
    private readonly outbox: Outbox,
  ) {}

  /** In the transaction that marks the lines. */
  async queue(mails: readonly ReminderMail[]): Promise<void> {
    if (!mails.length) return;
    await this.db.tx(async () => {
      const queued = await this.outbox.queueAll(mails.map(({ letter }) => answerable(letter)));
      const rows = queued.flatMap(({ id }, at) =>
        [...new Set(mails[at]!.progressIds)].map((progressId) => [id, progressId]),
      );
      for (const insert of bulkInserts('reminded_line', ['mail_id', 'progress_id'], rows)) await this.db.run(insert);
    });
  }

  /** What a reminder named, in order of number; no rights are asked. */
  async namedIn(mailId: string): Promise<{ id: string; ref: string }[]> {
    const rows = await this.db.rows<{ id: string; number: number }>(sql`
      SELECT p.id, p.action_number AS number FROM reminded_line r JOIN action_progress p ON p.id = r.progress_id
      WHERE r.mail_id = ${mailId} ORDER BY p.action_number, p.id`);
    return rows.map(({ id, number }) => ({ id, ref: referenceOf(number) }));
  }
}

const answerable = (letter: ReminderMail['letter']): Letter => ({
  ...letter,
  about: { noun: reminderNoun, id: letter.personId },
  takesAnswers: true,
});
