import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  dropTables,
  flag,
  id,
  instant,
  int,
  json,
  line,
  oneOf,
  optional,
  ref,
  text,
  version,
} from '../libs/platform/src/database/schema.js';

/** Pairs of records that look alike, the scans that found them, and merges with what they changed. */
export class CreateDuplicates20261207700000 implements MigrationInterface {
  name = 'CreateDuplicates20261207700000';

  async up(q: QueryRunner): Promise<void> {
    await scans(q);
    await pairs(q);
    await merges(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'merge_change', 'record_merge', 'duplicate_pair', 'duplicate_scan');
  }
}

const scans = (q: QueryRunner) =>
  createTable(
    q,
    'duplicate_scan',
    [
      ...[id(), code('noun'), code('rule_set'), code('status')],
      ...[int('total', { default: '0' }), int('done', { default: '0' }), int('found', { default: '0' })],
      ...[line('started_by'), instant('started_at'), instant('finished_at', optional)],
    ],
    {
      indices: { ix_duplicate_scan_noun: ['noun', 'started_at'] },
      checks: { ck_duplicate_scan_status: oneOf('status', ['running', 'done', 'failed']) },
    },
  );

const pairs = (q: QueryRunner) =>
  createTable(
    q,
    'duplicate_pair',
    [
      ...[id(), code('noun'), ref('left_id'), ref('right_id'), int('score'), json('reasons'), code('status')],
      ...[ref('scan_id', optional), instant('found_at'), line('decided_by', optional)],
      ...[instant('decided_at', optional), version()],
    ],
    {
      unique: { uq_duplicate_pair: ['noun', 'left_id', 'right_id'] },
      indices: { ix_duplicate_pair_status: ['noun', 'status', 'score'], ix_duplicate_pair_right: ['right_id'] },
      checks: { ck_duplicate_pair_status: oneOf('status', ['open', 'distinct', 'merged']) },
    },
  );

async function merges(q: QueryRunner): Promise<void> {
  await createTable(
    q,
    'record_merge',
    [
      ...[id(), code('noun'), ref('kept_id'), ref('lost_id'), line('kept_name'), line('lost_name'), json('facts')],
      ...[line('merged_by'), instant('merged_at'), instant('undo_until')],
      ...[line('undone_by', optional), instant('undone_at', optional), flag('is_forgotten'), version()],
    ],
    {
      indices: {
        ix_record_merge_lost: ['noun', 'lost_id'],
        ix_record_merge_kept: ['noun', 'kept_id'],
        ix_record_merge_until: ['is_forgotten', 'undo_until'],
      },
    },
  );
  await createTable(
    q,
    'merge_change',
    [
      ...[id(), ref('merge_id'), int('place'), code('kind'), line('table_name'), json('row_key')],
      ...[text('before', optional), text('after', optional)],
    ],
    {
      indices: { ix_merge_change_merge: ['merge_id', 'place'] },
      foreignKeys: { merge_id: { table: 'record_merge', onDelete: 'CASCADE' } },
      checks: { ck_merge_change_kind: oneOf('kind', ['changed', 'set_aside', 'added']) },
    },
  );
}
