import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Db, isDuplicate, sql } from '../database/index.js';

/** How far the mailbox was read, in the database: any server may go on where another one stopped. */
@Injectable()
export class MailboxCursors {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** The last UID that was judged. A new UIDVALIDITY means that all numbers are new (RFC 9051 2.3.1.1): from the start. */
  async at(mailbox: string, uidValidity: string): Promise<number> {
    await this.ensure(mailbox);
    await this.db.tx(() =>
      this.db.run(sql`UPDATE mailbox_cursor SET uid_validity = ${uidValidity}, last_uid = 0
        WHERE mailbox = ${mailbox} AND uid_validity <> ${uidValidity}`),
    );
    const row = await this.db.row<{ lastUid: number }>(
      sql`SELECT last_uid AS lastUid FROM mailbox_cursor WHERE mailbox = ${mailbox}`,
    );
    return row!.lastUid;
  }

  /** Inside the transaction that judges the message. @returns false when another process was here before */
  async advance(mailbox: string, uidValidity: string, uid: number): Promise<boolean> {
    const moved = await this.db.run(sql`UPDATE mailbox_cursor SET last_uid = ${uid}
      WHERE mailbox = ${mailbox} AND uid_validity = ${uidValidity} AND last_uid < ${uid}`);
    return moved === 1;
  }

  /** The mailbox was read to its end just now. */
  async checked(mailbox: string): Promise<void> {
    await this.db.tx(() =>
      this.db.run(sql`UPDATE mailbox_cursor SET checked_at = ${this.clock.instant()}, error = NULL
        WHERE mailbox = ${mailbox}`),
    );
  }

  /** The server's words, for the status page; gone with the next success. */
  async failed(mailbox: string, error: string): Promise<void> {
    await this.ensure(mailbox);
    await this.db.tx(() =>
      this.db.run(sql`UPDATE mailbox_cursor SET error = ${error.slice(0, 2000)} WHERE mailbox = ${mailbox}`),
    );
  }

  private async ensure(mailbox: string): Promise<void> {
    const known = await this.db.row(sql`SELECT mailbox FROM mailbox_cursor WHERE mailbox = ${mailbox}`);
    if (known) return;
    const insert = () =>
      this.db.run(sql`INSERT INTO mailbox_cursor (mailbox, uid_validity, last_uid) VALUES (${mailbox}, '', 0)`);
    await this.db.tx(insert).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }
}
