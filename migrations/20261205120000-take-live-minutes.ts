import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  dropTables,
  id,
  instant,
  line,
  optional,
  ref,
} from '../libs/platform/src/database/schema.js';

/** Minutes while the meeting goes on: who writes which item, when items run, and what is to be come back to. */
export class TakeLiveMinutes20261205120000 implements MigrationInterface {
  name = 'TakeLiveMinutes20261205120000';

  async up(q: QueryRunner): Promise<void> {
    const ofSection = { section_id: { table: 'minutes_section', onDelete: 'CASCADE' as const } };
    await createTable(
      q,
      'minutes_writer',
      [id(), ref('section_id'), ref('account_id'), line('name'), code('tab'), instant('since'), instant('until_at')],
      { unique: { uq_minutes_writer_section: ['section_id'] }, foreignKeys: ofSection },
    );
    await createTable(
      q,
      'item_run',
      [id(), ref('section_id'), instant('begun_at'), instant('ended_at', optional), ref('running_in', optional)],
      {
        unique: { uq_item_run_running: ['running_in'] },
        indices: { ix_item_run_section: ['section_id'] },
        foreignKeys: ofSection,
      },
    );
    await createTable(
      q,
      'parked_point',
      [
        ...[id(), ref('meeting_id'), ref('item_id', optional), line('text'), line('parked_by')],
        ...[instant('parked_at'), instant('settled_at', optional)],
      ],
      {
        indices: { ix_parked_point_meeting: ['meeting_id'] },
        foreignKeys: { meeting_id: { table: 'meeting', onDelete: 'CASCADE' } },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'parked_point', 'item_run', 'minutes_writer');
  }
}
