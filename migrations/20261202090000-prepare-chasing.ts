import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  createTable,
  day,
  dropColumns,
  dropTables,
  flag,
  id,
  instant,
  int,
  optional,
  ref,
  text,
  varchar,
} from '../libs/platform/src/database/schema.js';

/** What a meeting's mails are to be like, who was told to keep a day free, which reminders went, which addresses fail. */
export class PrepareChasing20261202090000 implements MigrationInterface {
  name = 'PrepareChasing20261202090000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'meeting', [
      flag('shows_participants'),
      flag('refuses_proposals'),
      varchar('reminder_days', 40, { default: "'7,2,-1'" }),
      int('told_significant_sequence', { default: '0' }),
    ]);
    // Meetings that people were called to before go on as they were: nobody is reminded unawares.
    await q.query(`UPDATE meeting SET told_significant_sequence = significant_sequence`);
    await q.query(`UPDATE meeting SET reminder_days = '' WHERE called_at IS NOT NULL`);
    await addColumns(q, 'invitation', [instant('hold_sent_at', optional)]);
    await addColumns(q, 'mail_message', [instant('bounced_at', optional), instant('expires_at', optional)]);
    await addColumns(q, 'person_email', [instant('failed_since', optional), text('failed_words', optional)]);
    await createTable(
      q,
      'reminder_step',
      [id(), ref('meeting_id'), day('answer_by'), int('days'), int('sent'), instant('done_at')],
      {
        unique: { uq_reminder_step: ['meeting_id', 'answer_by', 'days'] },
        foreignKeys: { meeting_id: { table: 'meeting', onDelete: 'CASCADE' } },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'reminder_step');
    await dropColumns(q, 'person_email', 'failed_since', 'failed_words');
    await dropColumns(q, 'mail_message', 'bounced_at', 'expires_at');
    await dropColumns(q, 'invitation', 'hold_sent_at');
    await dropColumns(
      q,
      'meeting',
      ...['shows_participants', 'refuses_proposals', 'reminder_days', 'told_significant_sequence'],
    );
  }
}
