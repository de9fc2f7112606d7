import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { withoutLinks } from '@samrad/platform/mail';
import type { ReplyFacts, Ruling } from '../reply.types.js';

/** An answer in words to a mail of ours, from the person it went to. */
export interface WrittenAnswer {
  /** The mail of ours. */
  mailId: string;
  /** Among the mails that came in. */
  incomingId: string;
  personId: string | null;
  fromAddress: string | null;
  messageId: string | null;
  subject: string;
  /** All of it, with what it quotes; personal links are left out. */
  text: string;
  /** When it was written, never later than its arrival. */
  at: Instant;
  /** An organiser who took it for the person's answer, because another address had sent it. */
  takenBy: Actor | null;
}

/** Runs in the transaction that records the mail. @returns false when there is nothing left that it could be about */
type Taker = (answer: WrittenAnswer) => Promise<boolean>;

/** Who makes something of answers in words, by what the mail was about. Filled at start by the contexts above. */
@Injectable()
export class WrittenAnswers {
  private readonly takers = new Map<string, Taker>();

  constructor(private readonly db: Db) {}

  /** @param noun `about.noun` of the mails that may be answered so */
  offer(noun: string, taker: Taker): void {
    this.takers.set(noun, taker);
  }

  areTaken(noun: string | null): boolean {
    return noun !== null && this.takers.has(noun);
  }

  /** @returns false: nobody takes answers to that mail, or nothing is left that it could be about */
  async take(
    { messageId, subject, text, from }: ReplyFacts,
    { sentMailId: mailId, personId, date }: Ruling,
    { incomingId, takenBy = null }: { incomingId: string; takenBy?: Actor | null },
  ): Promise<boolean> {
    const row = await this.db.row<{ noun: string | null }>(sql`
      SELECT about_noun AS noun FROM mail_message WHERE id = ${mailId}`);
    const taker = this.takers.get(row?.noun ?? '');
    if (!taker || !mailId) return false;
    const said = { messageId, subject, text: withoutLinks(text), at: date };
    return taker({ ...said, mailId, incomingId, personId, fromAddress: from[0]?.address ?? null, takenBy });
  }
}
