import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, optional, varchar } from '../libs/platform/src/database/schema.js';

const keyed = ['person', 'organisation'] as const;

/** The key that a record has in another system; lists that come in again find it by this. */
export class KeyRecordsFromOutside20261207900000 implements MigrationInterface {
  name = 'KeyRecordsFromOutside20261207900000';

  async up(q: QueryRunner): Promise<void> {
    for (const table of keyed) {
      await addColumns(q, table, [varchar('external_key', 100, optional)]);
      await q.query(`CREATE INDEX ix_${table}_external_key ON ${table} (external_key)`);
    }
    await q.query('CREATE INDEX ix_organisation_number ON organisation (number)');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(drop(q, 'organisation', 'number'));
    for (const table of keyed) {
      await q.query(drop(q, table, 'external_key'));
      await dropColumns(q, table, 'external_key');
    }
  }
}

const drop = (q: QueryRunner, table: string, column: string): string =>
  `DROP INDEX ix_${table}_${column}${q.connection.options.type === 'mariadb' ? ` ON ${table}` : ''}`;
