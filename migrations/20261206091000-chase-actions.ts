import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  createTable,
  day,
  dropColumns,
  dropTables,
  flag,
  id,
  optional,
  ref,
  varchar,
} from '../libs/platform/src/database/schema.js';

/** Reminders of action items by themselves. */
export class ChaseActions20261206091000 implements MigrationInterface {
  name = 'ChaseActions20261206091000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'action_item', [varchar('reminder_days', 40, optional)]);
    await addColumns(q, 'action_progress', [day('chased_on', optional)]);
    await createTable(q, 'series_chasing', [{ ...ref('series_id'), isPrimary: true }, varchar('reminder_days', 40)], {
      foreignKeys: { series_id: { table: 'meeting_series', onDelete: 'CASCADE' } },
    });
    await createTable(
      q,
      'chase_due',
      [id(), ref('person_id'), ref('progress_id'), flag('is_escalation'), day('chosen_on')],
      {
        unique: { uq_chase_due: ['person_id', 'progress_id'] },
        foreignKeys: {
          person_id: { table: 'person', onDelete: 'CASCADE' },
          progress_id: { table: 'action_progress', onDelete: 'CASCADE' },
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'chase_due', 'series_chasing');
    await dropColumns(q, 'action_progress', 'chased_on');
    await dropColumns(q, 'action_item', 'reminder_days');
  }
}
