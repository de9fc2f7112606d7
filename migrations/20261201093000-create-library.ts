import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  dropTables,
  id,
  instant,
  int,
  line,
  oneOf,
  optional,
  ref,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

export class CreateLibrary20261201093000 implements MigrationInterface {
  name = 'CreateLibrary20261201093000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'document',
      [
        id(),
        line('title'),
        varchar('reference', 100, optional),
        varchar('language', 8),
        code('audience'),
        ref('group_id', optional),
        varchar('file_hash', 64),
        line('filename'),
        varchar('media_type', 120),
        int('size'),
        ref('uploaded_by', optional),
        instant('created_at'),
        instant('updated_at'),
        version(),
      ],
      {
        indices: {
          ix_document_created: ['created_at'],
          ix_document_audience: ['audience', 'created_at'],
          ix_document_group: ['group_id'],
        },
        foreignKeys: { group_id: { table: 'network_group' }, uploaded_by: { table: 'person', onDelete: 'SET NULL' } },
        checks: {
          ck_document_audience: oneOf('audience', ['organisers', 'group', 'network', 'public']),
          ck_document_group: "audience <> 'group' OR group_id IS NOT NULL",
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'document');
  }
}
