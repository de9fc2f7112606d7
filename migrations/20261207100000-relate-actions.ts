import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  code,
  createTable,
  dropColumns,
  dropTables,
  id,
  instant,
  isMaria,
  line,
  oneOf,
  optional,
  ref,
  varchar,
} from '../libs/platform/src/database/schema.js';

/** Priority, decision and asked group of actions; what depends on what; link and document of a report. */
export class RelateActions20261207100000 implements MigrationInterface {
  name = 'RelateActions20261207100000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'action_item', [
      code('priority', { default: "'normal'" }),
      ref('decision_id', optional),
      ref('group_id', optional),
    ]);
    await q.query('CREATE INDEX ix_action_item_priority ON action_item (priority)');
    await addColumns(q, 'action_progress', [varchar('link', 1000, optional), ref('document_id', optional)]);
    await createTable(
      q,
      'action_relation',
      [id(), code('kind'), ref('from_id'), ref('to_id'), line('created_by'), instant('created_at')],
      {
        unique: { uq_action_relation: ['from_id', 'to_id'] },
        indices: { ix_action_relation_to: ['to_id', 'kind'] },
        foreignKeys: {
          from_id: { table: 'action_item', onDelete: 'CASCADE' },
          to_id: { table: 'action_item', onDelete: 'CASCADE' },
        },
        checks: { ck_action_relation_kind: oneOf('kind', ['depends_on', 'supersedes']) },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'action_relation');
    await dropColumns(q, 'action_progress', 'document_id', 'link');
    await q.query(`DROP INDEX ix_action_item_priority${isMaria(q) ? ' ON action_item' : ''}`);
    await dropColumns(q, 'action_item', 'group_id', 'decision_id', 'priority');
  }
}
