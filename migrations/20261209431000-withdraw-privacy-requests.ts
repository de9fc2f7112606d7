import type { MigrationInterface, QueryRunner } from 'typeorm';
import { oneOf } from '../libs/platform/src/database/schema.js';

const statuses = ['waiting', 'granted', 'refused'];

/** People take back what they asked about their data while it waits. */
export class WithdrawPrivacyRequests20261209431000 implements MigrationInterface {
  name = 'WithdrawPrivacyRequests20261209431000';

  up(q: QueryRunner): Promise<void> {
    return this.allow(q, [...statuses, 'withdrawn']);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DELETE FROM privacy_request WHERE status = 'withdrawn'`);
    await this.allow(q, statuses);
  }

  private async allow(q: QueryRunner, values: string[]): Promise<void> {
    await q.query(`ALTER TABLE privacy_request DROP CONSTRAINT ck_privacy_request_status`);
    await q.query(
      `ALTER TABLE privacy_request ADD CONSTRAINT ck_privacy_request_status CHECK (${oneOf('status', values)})`,
    );
  }
}
