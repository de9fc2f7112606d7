import type { MigrationInterface, QueryRunner } from 'typeorm';
import { oneOf } from '../libs/platform/src/database/schema.js';

const before = ['presenter', 'item_call', 'consultation'];

/** People may be asked to report for their State. */
export class AskStatesToReport20261207300000 implements MigrationInterface {
  name = 'AskStatesToReport20261207300000';

  async up(q: QueryRunner): Promise<void> {
    await this.allow(q, [...before, 'state_report']);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DELETE FROM preparation_asked WHERE about = 'state_report'`);
    await this.allow(q, before);
  }

  private async allow(q: QueryRunner, abouts: string[]): Promise<void> {
    await q.query('ALTER TABLE preparation_asked DROP CONSTRAINT ck_preparation_asked_about');
    await q.query(
      `ALTER TABLE preparation_asked ADD CONSTRAINT ck_preparation_asked_about CHECK (${oneOf('about', abouts)})`,
    );
  }
}
