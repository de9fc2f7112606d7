import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMaria } from '../libs/platform/src/database/schema.js';

/** What a State finished, and when against its due date, is told by an index alone. */
export class IndexFinishedActions20261207500001 implements MigrationInterface {
  name = 'IndexFinishedActions20261207500001';

  async up(q: QueryRunner): Promise<void> {
    await q.query(
      'CREATE INDEX ix_action_progress_state_finished ON action_progress (state_code, finished_on, due_on)',
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP INDEX ix_action_progress_state_finished${isMaria(q) ? ' ON action_progress' : ''}`);
  }
}
