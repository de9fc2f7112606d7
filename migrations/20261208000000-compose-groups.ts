import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  createTable,
  dropColumns,
  dropTables,
  id,
  json,
  line,
  code,
  oneOf,
  optional,
  ref,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

/** Groups whose members follow from a rule or from other groups, and named recipients within a group. */
export class ComposeGroups20261208000000 implements MigrationInterface {
  name = 'ComposeGroups20261208000000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'network_group', [json('member_rule', optional)]);
    await createTable(q, 'group_part', [id(), ref('group_id'), ref('part_id')], {
      unique: { uq_group_part: ['group_id', 'part_id'] },
      indices: { ix_group_part_part: ['part_id'] },
      foreignKeys: {
        group_id: { table: 'network_group', onDelete: 'CASCADE' },
        part_id: { table: 'network_group', onDelete: 'CASCADE' },
      },
    });
    await createTable(
      q,
      'group_recipients',
      [
        id(),
        ref('group_id'),
        line('name_en'),
        line('name_nb'),
        line('name_nn'),
        varchar('roles', 100),
        code('states'),
        version(),
      ],
      {
        indices: { ix_group_recipients_group: ['group_id'] },
        foreignKeys: { group_id: { table: 'network_group', onDelete: 'CASCADE' } },
        checks: { ck_group_recipients_states: oneOf('states', ['all', 'without_member', 'without_answer']) },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'group_recipients', 'group_part');
    await dropColumns(q, 'network_group', 'member_rule');
  }
}
