import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, flag } from '../libs/platform/src/database/schema.js';

const tables = ['person_topic', 'person_language', 'person_country', 'person_method'];

/** What people state about themselves gives no right by the rule of a group until an organiser has saved it. */
export class ConfirmExpertise20261209200100 implements MigrationInterface {
  name = 'ConfirmExpertise20261209200100';

  async up(q: QueryRunner): Promise<void> {
    for (const table of tables) {
      await addColumns(q, table, [flag('is_confirmed', { default: '1' })]);
      await q.query(`UPDATE ${table} SET is_confirmed = 0 WHERE stated_by = 'person'`);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    for (const table of tables) await dropColumns(q, table, 'is_confirmed');
  }
}
