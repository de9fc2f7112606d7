import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  code,
  createTable,
  dropColumns,
  dropTables,
  id,
  instant,
  line,
  oneOf,
  optional,
  ref,
  text,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

/** Which lines a reminder named, to whom a late one went further, and what answers by mail propose. */
export class AnswerReminders20261207400000 implements MigrationInterface {
  name = 'AnswerReminders20261207400000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'chase_due', [code('told_further', optional)]);
    await createTable(
      q,
      'reminded_line',
      [
        { ...ref('mail_id'), isPrimary: true },
        { ...ref('progress_id'), isPrimary: true },
      ],
      {
        indices: { ix_reminded_line_progress: ['progress_id'] },
        foreignKeys: {
          mail_id: { table: 'mail_message', onDelete: 'CASCADE' },
          progress_id: { table: 'action_progress', onDelete: 'CASCADE' },
        },
      },
    );
    await createTable(
      q,
      'mail_answer',
      [
        ...[id(), ref('mail_id'), ref('incoming_id', optional), ref('person_id', optional), line('by_name')],
        ...[varchar('from_address', 254, optional), code('said_status', optional), text('note', optional)],
        ...[text('body'), instant('written_at'), line('taken_by', optional), code('status')],
        ...[line('decided_by', optional), instant('decided_at', optional), text('reason', optional), version()],
      ],
      {
        indices: {
          ix_mail_answer_status: ['status', 'written_at', 'id'],
          ix_mail_answer_mail: ['mail_id'],
          ix_mail_answer_incoming: ['incoming_id'],
          ix_mail_answer_person: ['person_id'],
        },
        foreignKeys: {
          mail_id: { table: 'mail_message', onDelete: 'CASCADE' },
          incoming_id: { table: 'incoming_mail', onDelete: 'SET NULL' },
          person_id: { table: 'person', onDelete: 'SET NULL' },
        },
        checks: { ck_mail_answer_status: oneOf('status', ['open', 'accepted', 'refused']) },
      },
    );
    await createTable(
      q,
      'mail_answer_line',
      [
        { ...ref('answer_id'), isPrimary: true },
        { ...ref('progress_id'), isPrimary: true },
      ],
      {
        indices: { ix_mail_answer_line_progress: ['progress_id'] },
        foreignKeys: {
          answer_id: { table: 'mail_answer', onDelete: 'CASCADE' },
          progress_id: { table: 'action_progress', onDelete: 'CASCADE' },
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'mail_answer_line', 'mail_answer', 'reminded_line');
    await dropColumns(q, 'chase_due', 'told_further');
  }
}
