import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, line, optional } from '../libs/platform/src/database/schema.js';

/** Answers by mail that name what the reminder did not ask about. */
export class NoteOtherReferences20261207710001 implements MigrationInterface {
  name = 'NoteOtherReferences20261207710001';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'mail_answer', [line('other_refs', optional)]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'mail_answer', 'other_refs');
  }
}
