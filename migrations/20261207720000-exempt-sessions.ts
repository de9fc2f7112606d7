import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, code, day, dropColumns, optional, text } from '../libs/platform/src/database/schema.js';

/** Closed sessions of an agenda name what keeps their items from the public, why, and until when. */
export class ExemptSessions20261207720000 implements MigrationInterface {
  name = 'ExemptSessions20261207720000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'agenda_session', [
      code('exemption', optional),
      text('exemption_reason', optional),
      day('exemption_review_on', optional),
    ]);
    await q.query('CREATE INDEX ix_agenda_session_exemption_review ON agenda_session (exemption_review_on)');
  }

  async down(q: QueryRunner): Promise<void> {
    const isMaria = q.connection.options.type === 'mariadb';
    await q.query(`DROP INDEX ix_agenda_session_exemption_review${isMaria ? ' ON agenda_session' : ''}`);
    await dropColumns(q, 'agenda_session', 'exemption', 'exemption_reason', 'exemption_review_on');
  }
}
