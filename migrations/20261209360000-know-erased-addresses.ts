import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, dropTables, varchar } from '../libs/platform/src/database/schema.js';

/** What is kept of the addresses of those whose data were erased: so that no old list brings them back unseen. */
export class KnowErasedAddresses20261209360000 implements MigrationInterface {
  name = 'KnowErasedAddresses20261209360000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'erased_address', [varchar('address_hash', 64, { isPrimary: true }), day('erased_on')], {});
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'erased_address');
  }
}
