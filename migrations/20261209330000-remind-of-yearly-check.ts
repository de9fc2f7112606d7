import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, day, dropColumns, optional } from '../libs/platform/src/database/schema.js';

/** When somebody was last reminded to say whether what we hold is right. */
export class RemindOfYearlyCheck20261209330000 implements MigrationInterface {
  name = 'RemindOfYearlyCheck20261209330000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'person', [day('reminded_on', optional)]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'person', 'reminded_on');
  }
}
