import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
  id,
  instant,
  int,
  line,
  oneOf,
  optional,
  ref,
  text,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

export class CreateActions20261201096000 implements MigrationInterface {
  name = 'CreateActions20261201096000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'action_item',
      [
        id(),
        int('number'),
        line('title'),
        text('description', optional),
        day('due_on', optional),
        ref('meeting_id', optional),
        ref('item_id', optional),
        code('responsible_kind'),
        code('audience'),
        line('created_by'),
        instant('created_at'),
        instant('updated_at'),
        version(),
      ],
      {
        unique: { uq_action_item_number: ['number'] },
        indices: { ix_action_item_meeting: ['meeting_id'], ix_action_item_due: ['due_on'] },
        foreignKeys: { meeting_id: { table: 'meeting' }, item_id: { table: 'agenda_item', onDelete: 'SET NULL' } },
        checks: {
          ck_action_item_responsible: oneOf('responsible_kind', ['states', 'all_states', 'organisation', 'person']),
          ck_action_item_audience: oneOf('audience', ['organisers', 'group', 'network', 'public']),
        },
      },
    );
    await createTable(
      q,
      'action_progress',
      [
        id(),
        ref('action_id'),
        varchar('state_code', 2, optional),
        ref('organisation_id', optional),
        ref('person_id', optional),
        code('status'),
        day('due_on', optional),
        text('note', optional),
        line('updated_by', optional),
        instant('updated_at'),
        version(),
      ],
      {
        indices: {
          ix_action_progress_action: ['action_id'],
          ix_action_progress_state: ['state_code', 'status'],
          ix_action_progress_status: ['status', 'due_on'],
          ix_action_progress_person: ['person_id', 'status'],
        },
        foreignKeys: {
          action_id: { table: 'action_item', onDelete: 'CASCADE' },
          state_code: { table: 'state', column: 'code' },
          organisation_id: { table: 'organisation' },
          person_id: { table: 'person' },
        },
        checks: {
          ck_action_progress_status: oneOf('status', [
            'not_started',
            'under_way',
            'waiting',
            'done',
            'declined',
            'not_applicable',
          ]),
          ck_action_progress_one: 'state_code IS NOT NULL OR organisation_id IS NOT NULL OR person_id IS NOT NULL',
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'action_progress', 'action_item');
  }
}
