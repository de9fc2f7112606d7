import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attendance that the person has said themself, and the secretariat has not confirmed. */
export class MarkOwnAttendance20261202095000 implements MigrationInterface {
  name = 'MarkOwnAttendance20261202095000';

  async up(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE attendance ADD COLUMN is_own_word boolean NOT NULL DEFAULT 0');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('ALTER TABLE attendance DROP COLUMN is_own_word');
  }
}
