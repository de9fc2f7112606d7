import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, optional, varchar } from '../libs/platform/src/database/schema.js';

/** The number that an organisation has in the register of its State. */
export class NumberOrganisations20261207700001 implements MigrationInterface {
  name = 'NumberOrganisations20261207700001';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'organisation', [varchar('number', 40, optional)]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'organisation', 'number');
  }
}
