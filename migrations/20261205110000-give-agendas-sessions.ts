import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  code,
  createTable,
  dropColumns,
  dropTables,
  flag,
  id,
  int,
  line,
  oneOf,
  optional,
  ref,
  version,
} from '../libs/platform/src/database/schema.js';

/** Sessions with who may attend and what may be attributed, groups that work side by side, sub-items and buffers. */
export class GiveAgendasSessions20261205110000 implements MigrationInterface {
  name = 'GiveAgendasSessions20261205110000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'agenda_session',
      [id(), ref('meeting_id'), int('place'), line('title'), code('access'), code('attribution'), version()],
      {
        indices: { ix_agenda_session_meeting: ['meeting_id', 'place'] },
        foreignKeys: { meeting_id: { table: 'meeting', onDelete: 'CASCADE' } },
        checks: {
          ck_agenda_session_access: oneOf('access', ['open', 'invited', 'commission', 'states']),
          ck_agenda_session_attribution: oneOf('attribution', ['attributable', 'chatham_house', 'not_minuted']),
        },
      },
    );
    await createTable(
      q,
      'agenda_group',
      [id(), ref('session_id'), int('place'), line('name'), line('room', optional), ref('chair_id', optional)],
      {
        indices: { ix_agenda_group_session: ['session_id', 'place'] },
        foreignKeys: {
          session_id: { table: 'agenda_session', onDelete: 'CASCADE' },
          chair_id: { table: 'person', onDelete: 'SET NULL' },
        },
      },
    );
    await addColumns(q, 'agenda_item', [
      ref('session_id', optional),
      ref('group_id', optional),
      flag('is_sub'),
      flag('is_buffer'),
    ]);
    await addColumns(q, 'decision', [code('access', { default: "'open'" })]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'decision', 'access');
    await dropColumns(q, 'agenda_item', 'is_buffer', 'is_sub', 'group_id', 'session_id');
    await dropTables(q, 'agenda_group', 'agenda_session');
  }
}
