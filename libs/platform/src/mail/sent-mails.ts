import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { Clock } from '../clock/index.js';
import { Db, join, sql, type Sql } from '../database/index.js';
import { mailIdIn } from './bounce-address.js';

/** A message that left us, as a report about it names it. */
export interface SentMail {
  id: string;
  messageId: string;
  toAddress: string;
  aboutNoun: string | null;
  aboutId: string | null;
  personId: string | null;
  /** Found by its own address for bounces or answers, which only its recipient knows. */
  byAddress: boolean;
}

/** What a report refers to. */
export interface MailReference {
  /** Found already, by its id. */
  id?: string;
  /** Message-IDs with angle brackets. */
  messageIds?: readonly string[];
  /** Addresses that the report or answer was sent to: one of them may have been made for a message. */
  recipients?: readonly string[];
}

/** Finds again what was sent, by Message-ID or by bounce address, and notes what became of it. */
@Injectable()
export class SentMails {
  constructor(
    private readonly db: Db,
    private readonly env: Env,
    private readonly clock: Clock,
  ) {}

  /** The newest message that is meant; the address made for it counts more than what is quoted. */
  async find({ id, messageIds = [], recipients = [] }: MailReference): Promise<SentMail | undefined> {
    if (id) return this.newest(sql`id = ${id}`);
    const ours = [this.env.values.MAIL_BOUNCE, this.env.replyBox];
    const ids = recipients.flatMap((address) => ours.map((one) => mailIdIn(address, one))).filter((id) => id !== null);
    const byAddress = ids.length ? await this.newest(sql`id IN (${join(ids)})`) : undefined;
    if (byAddress) return { ...byAddress, byAddress: true };
    if (!messageIds.length) return undefined;
    return this.newest(sql`message_id IN (${join([...messageIds])})`);
  }

  /**
   * It came back. A final report makes it a failed one; a delay is only noted with the server's words.
   * @param words of the other server
   */
  async cameBack(id: string, { final, words }: { final: boolean; words: string | null }): Promise<void> {
    const change = final ? sql`status = 'failed', bounced_at = ${this.clock.instant()}, ` : sql``;
    await this.db.run(sql`UPDATE mail_message SET ${change}error = ${words} WHERE id = ${id}`);
  }

  private async newest(condition: Sql): Promise<SentMail | undefined> {
    const row = await this.db.row<Omit<SentMail, 'byAddress'>>(sql`
      SELECT id, message_id AS messageId, to_address AS toAddress, about_noun AS aboutNoun, about_id AS aboutId,
        person_id AS personId FROM mail_message WHERE ${condition} ORDER BY created_at DESC, id DESC LIMIT 1`);
    return row && { ...row, byAddress: false };
  }
}
