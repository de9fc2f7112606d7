import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, code, dropColumns } from '../libs/platform/src/database/schema.js';

/** Passages of closed sessions are found by those who may read them. The index is written anew by a job. */
export class FindClosedPassages20261206100200 implements MigrationInterface {
  name = 'FindClosedPassages20261206100200';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'search_entry', [code('access', { default: "'open'" })]);
    await q.query(`
      INSERT INTO job (id, kind, payload, run_at, status, attempts, created_at)
      SELECT '0193906e-0000-7000-8000-5ea4c4000002', 'search.rebuild', '{}', '2026-01-01T00:00:00.000Z', 'waiting', 0,
        '2026-01-01T00:00:00.000Z' FROM search_entry LIMIT 1`);
  }

  /** What is not open leaves the index: the column said who may find it. */
  async down(q: QueryRunner): Promise<void> {
    await q.query("DELETE FROM search_entry WHERE access <> 'open'");
    await dropColumns(q, 'search_entry', 'access');
    await q.query("DELETE FROM job WHERE id = '0193906e-0000-7000-8000-5ea4c4000002'");
  }
}
