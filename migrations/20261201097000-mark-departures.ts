import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMaria } from '../libs/platform/src/database/schema.js';

/** Those who have left, or will, in order of name: the list of them reads no further than its page. */
export class MarkDepartures20261201097000 implements MigrationInterface {
  name = 'MarkDepartures20261201097000';

  // Plain statements: to add a column, the builder would copy the table on SQLite, and dropping the old one takes
  // what belongs to the persons along.
  async up(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE person ADD COLUMN has_departure boolean NOT NULL DEFAULT 0');
    await q.query('UPDATE person SET has_departure = 1 WHERE left_on IS NOT NULL');
    await q.query('CREATE INDEX ix_person_departure ON person (has_departure, sort_name)');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX ix_person_departure${isMaria(q) ? ' ON person' : ''}`);
    await q.query('ALTER TABLE person DROP COLUMN has_departure');
  }
}
