import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, ref, varchar } from '../libs/platform/src/database/schema.js';

const nouns = ['person', 'organisation'] as const;

/** What personal links and keys from outside lead to after two records became one. */
export class LeadLinksOn20261209300000 implements MigrationInterface {
  name = 'LeadLinksOn20261209300000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'former_link', [varchar('hash', 64, { isPrimary: true }), varchar('leads_to', 64)], {
      indices: { ix_former_link_to: ['leads_to'] },
    });
    for (const noun of nouns) {
      const [table, column] = [`${noun}_former_key`, `${noun}_id`];
      await createTable(
        q,
        table,
        [ref(column, { isPrimary: true }), varchar('external_key', 100, { isPrimary: true })],
        {
          indices: { [`ix_${table}`]: ['external_key'] },
          foreignKeys: { [column]: { table: noun, onDelete: 'CASCADE' } },
        },
      );
    }
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, ...nouns.map((noun) => `${noun}_former_key`), 'former_link');
  }
}
