import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
  flag,
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
        indices: { ix_action_item_meeting: ['meeting_id'] },
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
        int('action_number'),
        varchar('state_code', 2, optional),
        ref('organisation_id', optional),
        ref('person_id', optional),
        line('responsible_sort'),
        code('status'),
        flag('is_finished'),
        day('finished_on', optional),
        day('due_on', optional),
        day('sort_due'),
        text('note', optional),
        instant('reminded_at', optional),
        line('updated_by', optional),
        instant('updated_at'),
        version(),
      ],
      {
        unique: { uq_action_progress_state: ['action_id', 'state_code'] },
        indices: {
          ix_action_progress_due: ['sort_due', 'id'],
          ix_action_progress_state: ['state_code', 'sort_due', 'id'],
          ix_action_progress_number: ['action_number', 'id'],
          ix_action_progress_responsible: ['responsible_sort', 'sort_due', 'id'],
          ix_action_progress_person: ['person_id', 'is_finished', 'sort_due', 'id'],
          ix_action_progress_organisation: ['organisation_id', 'is_finished', 'sort_due', 'id'],
          ix_action_progress_left: ['is_finished', 'sort_due', 'id'],
          ix_action_progress_left_state: ['is_finished', 'state_code', 'sort_due', 'id'],
          ix_action_progress_left_status: ['is_finished', 'status', 'sort_due', 'id'],
          ix_action_progress_left_number: ['is_finished', 'action_number', 'id'],
          ix_action_progress_left_responsible: ['is_finished', 'responsible_sort', 'sort_due', 'id'],
          ix_action_progress_finished: ['status', 'finished_on'],
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
          ck_action_progress_finished: "(is_finished = 1) = (status IN ('done', 'declined', 'not_applicable'))",
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'action_progress', 'action_item');
  }
}
