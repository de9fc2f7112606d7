import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
  id,
  instant,
  line,
  oneOf,
  optional,
  ref,
  version,
} from '../libs/platform/src/database/schema.js';

/** What somebody leaves undone waits for another to take it over; who took over is told once, in one mail. */
export class CreateHandOvers20261207100100 implements MigrationInterface {
  name = 'CreateHandOvers20261207100100';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'hand_over',
      [
        id(),
        ref('progress_id'),
        ref('person_id'),
        code('cause'),
        ref('cause_key'),
        ref('group_id', optional),
        day('ended_on'),
        code('status'),
        ref('to_person_id', optional),
        line('decided_by', optional),
        instant('decided_at', optional),
        instant('created_at'),
        version(),
      ],
      {
        unique: { uq_hand_over: ['progress_id', 'person_id', 'cause_key'] },
        indices: { ix_hand_over_status: ['status', 'id'] },
        foreignKeys: {
          progress_id: { table: 'action_progress', onDelete: 'CASCADE' },
          person_id: { table: 'person', onDelete: 'CASCADE' },
        },
        checks: {
          ck_hand_over_cause: oneOf('cause', ['left', 'membership_ended']),
          ck_hand_over_status: oneOf('status', ['waiting', 'moved', 'kept']),
        },
      },
    );
    await createTable(q, 'taken_over', [id(), ref('person_id'), ref('progress_id'), instant('created_at')], {
      unique: { uq_taken_over: ['person_id', 'progress_id'] },
      foreignKeys: {
        person_id: { table: 'person', onDelete: 'CASCADE' },
        progress_id: { table: 'action_progress', onDelete: 'CASCADE' },
      },
    });
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'taken_over', 'hand_over');
  }
}
