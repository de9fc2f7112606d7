import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  code,
  createTable,
  dropColumns,
  dropTables,
  flag,
  id,
  instant,
  int,
  json,
  line,
  optional,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

/** Rule sets of one's own, by which duplicates are looked for or only counted. */
export class NameRuleSets20261209310000 implements MigrationInterface {
  name = 'NameRuleSets20261209310000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'duplicate_rule_set',
      [
        ...[id(), code('noun'), varchar('name', 80), int('threshold'), json('weights')],
        ...[line('changed_by'), instant('changed_at'), version()],
      ],
      { unique: { uq_duplicate_rule_set: ['noun', 'name'] } },
    );
    await addColumns(q, 'duplicate_scan', [
      varchar('rule_set_id', 36, optional),
      json('rules', optional),
      flag('is_trial'),
    ]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropColumns(q, 'duplicate_scan', 'is_trial', 'rules', 'rule_set_id');
    await dropTables(q, 'duplicate_rule_set');
  }
}
