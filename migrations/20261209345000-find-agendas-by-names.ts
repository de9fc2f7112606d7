import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agendas are no longer found by where their presenters work. The index is written anew by a job. */
export class FindAgendasByNames20261209345000 implements MigrationInterface {
  name = 'FindAgendasByNames20261209345000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      INSERT INTO job (id, kind, payload, run_at, status, attempts, created_at)
      SELECT '0193906e-0000-7000-8000-5ea4c4000003', 'search.rebuild', '{}', '2026-01-01T00:00:00.000Z', 'waiting', 0,
        '2026-01-01T00:00:00.000Z' FROM search_entry LIMIT 1`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query("DELETE FROM job WHERE id = '0193906e-0000-7000-8000-5ea4c4000003'");
  }
}
