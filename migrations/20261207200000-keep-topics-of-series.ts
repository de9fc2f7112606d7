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
  isMaria,
  line,
  oneOf,
  optional,
  ref,
  version,
} from '../libs/platform/src/database/schema.js';

/** Topics that a series of meetings comes back to; items and actions may belong to one. */
export class KeepTopicsOfSeries20261207200000 implements MigrationInterface {
  name = 'KeepTopicsOfSeries20261207200000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'series_topic',
      [id(), ref('series_id'), int('place'), line('title'), flag('is_recurring'), code('status'), version()],
      {
        indices: { ix_series_topic_series: ['series_id', 'place'] },
        foreignKeys: { series_id: { table: 'meeting_series', onDelete: 'CASCADE' } },
        checks: { ck_series_topic_status: oneOf('status', ['open', 'closed']) },
      },
    );
    await addColumns(q, 'agenda_item', [ref('topic_id', optional), code('carried', optional)]);
    await addColumns(q, 'minutes_section', [code('outcome', optional)]);
    await addColumns(q, 'action_item', [ref('topic_id', optional)]);
    await q.query('CREATE INDEX ix_agenda_item_topic ON agenda_item (topic_id)');
    await q.query('CREATE INDEX ix_action_item_topic ON action_item (topic_id)');
  }

  async down(q: QueryRunner): Promise<void> {
    for (const table of ['action_item', 'agenda_item']) {
      await q.query(`DROP INDEX ix_${table}_topic${isMaria(q) ? ` ON ${table}` : ''}`);
      await dropColumns(q, table, 'topic_id');
    }
    await dropColumns(q, 'agenda_item', 'carried');
    await dropColumns(q, 'minutes_section', 'outcome');
    await dropTables(q, 'series_topic');
  }
}
