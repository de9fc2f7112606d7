import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
  id,
  instant,
  int,
  json,
  line,
  oneOf,
  optional,
  ref,
  text,
} from '../libs/platform/src/database/schema.js';

/** Who read and took out what, and the chain over that and over all events. */
export class SealTheLog20261207600000 implements MigrationInterface {
  name = 'SealTheLog20261207600000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'trace',
      [
        ...[id(), code('kind'), code('what'), ref('subject_id', optional), line('subject', optional)],
        ...[ref('actor_id', optional), line('actor_name'), int('amount', optional), line('receiver', optional)],
        ...[text('purpose', optional), json('detail', optional), day('day'), instant('at')],
        line('once_key', optional),
      ],
      {
        unique: { uq_trace_once: ['once_key'] },
        indices: { ix_trace_at: ['at', 'id'], ix_trace_actor: ['actor_id', 'at'] },
        checks: { ck_trace_kind: oneOf('kind', ['read', 'export', 'import']) },
      },
    );
    await createTable(
      q,
      'seal',
      [
        ...[{ ...int('place'), isPrimary: true }, code('source'), ref('record_id'), instant('record_at')],
        ...[line('shape'), line('personal'), code('salt', optional), instant('sealed_at'), line('hash')],
      ],
      {
        unique: { uq_seal_record: ['source', 'record_id'] },
        checks: { ck_seal_source: oneOf('source', ['event', 'trace']) },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'seal', 'trace');
  }
}
