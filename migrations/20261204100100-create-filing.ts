import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  dropTables,
  id,
  instant,
  oneOf,
  ref,
  varchar,
} from '../libs/platform/src/database/schema.js';

export class CreateFiling20261204100100 implements MigrationInterface {
  name = 'CreateFiling20261204100100';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'kept_paper',
      [
        id(),
        ref('meeting_id'),
        code('kind'),
        varchar('language', 2),
        ref('document_id'),
        varchar('file_hash', 64),
        varchar('paper_hash', 64),
        instant('made_at'),
      ],
      {
        unique: { uq_kept_paper: ['meeting_id', 'kind', 'language'] },
        indices: { ix_kept_paper_document: ['document_id'] },
        foreignKeys: {
          meeting_id: { table: 'meeting', onDelete: 'CASCADE' },
          document_id: { table: 'document', onDelete: 'CASCADE' },
        },
        checks: {
          ck_kept_paper_kind: oneOf('kind', ['agenda', 'minutes', 'participants', 'decisions']),
          ck_kept_paper_language: oneOf('language', ['nb', 'nn', 'en']),
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'kept_paper');
  }
}
