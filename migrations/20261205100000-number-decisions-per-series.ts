import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  code,
  createTable,
  dropColumns,
  dropTables,
  int,
  isMaria,
  optional,
  ref,
  text,
} from '../libs/platform/src/database/schema.js';

/** Decisions are counted per series and year, and say what became of them. No number changes. */
export class NumberDecisionsPerSeries20261205100000 implements MigrationInterface {
  name = 'NumberDecisionsPerSeries20261205100000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'decision', [
      ref('series_key', { default: "''" }),
      code('standing', { default: "'standing'" }),
      ref('superseded_by_id', optional),
      text('follow_up', optional),
    ]);
    await q.query(`UPDATE decision SET series_key =
      COALESCE((SELECT m.series_id FROM meeting m WHERE m.id = decision.meeting_id), '')`);
    await this.dropIndex(q);
    await q.query('CREATE UNIQUE INDEX uq_decision_number ON decision (series_key, year, number)');
    await q.query('CREATE INDEX ix_decision_superseded_by ON decision (superseded_by_id)');
    const key = { isPrimary: true };
    await createTable(q, 'decision_counter', [ref('series_key', key), int('year', key), int('last_number')]);
    // Counting goes on after the highest number that anything of the year has: none is used a second time.
    await q.query(`INSERT INTO decision_counter (series_key, year, last_number)
      SELECT d.series_key, d.year, (SELECT MAX(o.number) FROM decision o WHERE o.year = d.year)
      FROM decision d GROUP BY d.series_key, d.year`);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'decision_counter');
    await q.query(`DROP INDEX ix_decision_superseded_by${isMaria(q) ? ' ON decision' : ''}`);
    await this.dropIndex(q);
    await this.countTogether(q);
    await dropColumns(q, 'decision', 'series_key', 'standing', 'superseded_by_id', 'follow_up');
    await q.query('CREATE UNIQUE INDEX uq_decision_number ON decision (year, number)');
  }

  /** Series that used the same number go on after each other, in the order they were recorded. */
  private async countTogether(q: QueryRunner): Promise<void> {
    const rows = (await q.query(
      'SELECT id, year, number FROM decision ORDER BY year, created_at, series_key, number',
    )) as { id: string; year: number; number: number }[];
    const used = new Set<string>();
    for (const { id, year, number } of rows) {
      let free = number;
      while (used.has(`${year}/${free}`)) free += 1;
      used.add(`${year}/${free}`);
      if (free !== number) await q.query(`UPDATE decision SET number = ${free} WHERE id = '${id}'`);
    }
  }

  private async dropIndex(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX uq_decision_number${isMaria(q) ? ' ON decision' : ''}`);
  }
}
