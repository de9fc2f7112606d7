import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  day,
  dropTables,
  flag,
  id,
  instant,
  int,
  json,
  line,
  optional,
  ref,
  text,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

/** What States report before a meeting, topic by topic. */
export class CreateStateReports20261207300100 implements MigrationInterface {
  name = 'CreateStateReports20261207300100';

  async up(q: QueryRunner): Promise<void> {
    await createCall(q);
    await createTable(
      q,
      'report_topic',
      [id(), ref('call_id'), int('place'), ref('item_id', optional), json('titles')],
      {
        indices: { ix_report_topic_call: ['call_id', 'place'] },
        foreignKeys: { call_id: { table: 'report_call', onDelete: 'CASCADE' } },
      },
    );
    await createReport(q);
    await createText(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'report_text', 'state_report', 'report_topic', 'report_call');
  }
}

const createCall = (q: QueryRunner) =>
  createTable(
    q,
    'report_call',
    [
      id(),
      ref('meeting_id'),
      text('message', optional),
      day('respond_by'),
      int('most_letters'),
      line('created_by'),
      instant('created_at'),
      instant('updated_at'),
      version(),
    ],
    {
      unique: { uq_report_call_meeting: ['meeting_id'] },
      foreignKeys: { meeting_id: { table: 'meeting', onDelete: 'CASCADE' } },
    },
  );

const createReport = (q: QueryRunner) =>
  createTable(
    q,
    'state_report',
    [
      id(),
      ref('call_id'),
      varchar('state_code', 2),
      instant('cleared_at', optional),
      line('cleared_by', optional),
      version(),
    ],
    {
      unique: { uq_state_report: ['call_id', 'state_code'] },
      foreignKeys: {
        call_id: { table: 'report_call', onDelete: 'CASCADE' },
        state_code: { table: 'state', column: 'code' },
      },
    },
  );

const createText = (q: QueryRunner) =>
  createTable(
    q,
    'report_text',
    [
      id(),
      ref('report_id'),
      ref('topic_id'),
      int('number'),
      text('text', optional),
      flag('is_late'),
      line('saved_by'),
      instant('saved_at'),
    ],
    {
      unique: { uq_report_text: ['report_id', 'topic_id', 'number'] },
      foreignKeys: {
        report_id: { table: 'state_report', onDelete: 'CASCADE' },
        topic_id: { table: 'report_topic', onDelete: 'CASCADE' },
      },
    },
  );
