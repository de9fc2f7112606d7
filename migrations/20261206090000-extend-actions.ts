import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, day, dropColumns, flag, line, optional, text } from '../libs/platform/src/database/schema.js';

/** A due date of one's own, and what is asked for. */
export class ExtendActions20261206090000 implements MigrationInterface {
  name = 'ExtendActions20261206090000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'action_progress', [
      flag('has_own_due'),
      day('asked_due_on', optional),
      text('asked_due_note', optional),
      line('asked_due_by', optional),
    ]);
    await q.query('CREATE INDEX ix_action_progress_asked ON action_progress (asked_due_on)');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      q.connection.options.type === 'mariadb'
        ? 'DROP INDEX ix_action_progress_asked ON action_progress'
        : 'DROP INDEX ix_action_progress_asked',
    );
    await dropColumns(q, 'action_progress', 'has_own_due', 'asked_due_on', 'asked_due_note', 'asked_due_by');
  }
}
