import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, ref, varchar } from '../libs/platform/src/database/schema.js';

/** Personal links from reminders to the tasks of a person. */
export class CreateTaskLink20261207710000 implements MigrationInterface {
  name = 'CreateTaskLink20261207710000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'task_link', [id(), ref('person_id'), varchar('link_hash', 64), instant('valid_until')], {
      unique: { uq_task_link_hash: ['link_hash'] },
      indices: { ix_task_link_person: ['person_id'] },
      foreignKeys: { person_id: { table: 'person', onDelete: 'CASCADE' } },
    });
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'task_link');
  }
}
