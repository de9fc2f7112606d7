import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, json, optional } from '../libs/platform/src/database/schema.js';

/** An application that was accepted says into which group, in which role and for how long. */
export class KeepWhatApplicantsGot20261209320000 implements MigrationInterface {
  name = 'KeepWhatApplicantsGot20261209320000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'membership_application', [json('granted', optional)]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'membership_application', 'granted');
  }
}
