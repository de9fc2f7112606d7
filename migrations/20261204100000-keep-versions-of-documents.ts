import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  dropTables,
  flag,
  id,
  instant,
  int,
  line,
  optional,
  ref,
  varchar,
} from '../libs/platform/src/database/schema.js';

export class KeepVersionsOfDocuments20261204100000 implements MigrationInterface {
  name = 'KeepVersionsOfDocuments20261204100000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'document_version',
      [
        id(),
        ref('document_id'),
        int('number'),
        varchar('file_hash', 64),
        line('filename'),
        varchar('media_type', 120),
        int('size'),
        flag('is_made_here'),
        ref('added_by', optional),
        instant('added_at'),
      ],
      {
        unique: { uq_document_version: ['document_id', 'number'] },
        foreignKeys: {
          document_id: { table: 'document', onDelete: 'CASCADE' },
          added_by: { table: 'person', onDelete: 'SET NULL' },
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'document_version');
  }
}
