import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, code, day, dropColumns, optional } from '../libs/platform/src/database/schema.js';

/** The organisers may give a nominated person another role and term than the State asked for: both are kept. */
export class KeepGrantedTerms20261209200000 implements MigrationInterface {
  name = 'KeepGrantedTerms20261209200000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'nomination', [
      code('granted_role', optional),
      day('granted_from', optional),
      day('granted_to', optional),
    ]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'nomination', 'granted_role', 'granted_from', 'granted_to');
  }
}
