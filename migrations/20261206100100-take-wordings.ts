import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, instant, line, optional } from '../libs/platform/src/database/schema.js';

/** Accepted wordings are taken into the text of the minutes. */
export class TakeWordings20261206100100 implements MigrationInterface {
  name = 'TakeWordings20261206100100';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'minutes_comment', [instant('taken_at', optional), line('taken_by', optional)]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'minutes_comment', 'taken_at', 'taken_by');
  }
}
