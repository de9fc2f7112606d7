import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  dropTables,
  id,
  instant,
  int,
  oneOf,
  optional,
  ref,
  varchar,
} from '../libs/platform/src/database/schema.js';

/** What came onto the agenda of a meeting by itself, so that nothing comes twice. */
export class CarryTopicsOver20261207200100 implements MigrationInterface {
  name = 'CarryTopicsOver20261207200100';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'carry_over',
      [
        id(),
        ref('meeting_id'),
        ref('from_meeting_id', optional),
        code('kind'),
        varchar('topic_key', 36),
        ref('item_id'),
        int('item_version'),
        code('kept_because', optional),
        instant('created_at'),
      ],
      {
        unique: { uq_carry_over: ['meeting_id', 'kind', 'topic_key'] },
        indices: { ix_carry_over_from: ['from_meeting_id'] },
        foreignKeys: { meeting_id: { table: 'meeting', onDelete: 'CASCADE' } },
        checks: { ck_carry_over_kind: oneOf('kind', ['actions', 'topic']) },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'carry_over');
  }
}
