import type { MigrationInterface, QueryRunner } from 'typeorm';

/** States can be edited, so they carry the number of their edits. */
export class VersionStates20261201097500 implements MigrationInterface {
  name = 'VersionStates20261201097500';

  // Plain statements: to add a column, the builder would copy the table on SQLite, and dropping the old one takes
  // what belongs to the States along.
  async up(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE state ADD COLUMN version integer NOT NULL DEFAULT 1');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE state DROP COLUMN version');
  }
}
