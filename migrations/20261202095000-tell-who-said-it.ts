import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMaria } from '../libs/platform/src/database/schema.js';

/** Attendance that only the person has told; and quickly from an answer to the mail that it came by. */
export class TellWhoSaidIt20261202095000 implements MigrationInterface {
  name = 'TellWhoSaidIt20261202095000';

  async up(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE attendance ADD COLUMN is_own_word boolean NOT NULL DEFAULT 0');
    await q.query('CREATE INDEX ix_incoming_mail_reply ON incoming_mail (reply_id)');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX ix_incoming_mail_reply${isMaria(q) ? ' ON incoming_mail' : ''}`);
    await q.query('ALTER TABLE attendance DROP COLUMN is_own_word');
  }
}
