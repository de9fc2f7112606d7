import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  code,
  createTable,
  dropColumns,
  dropTables,
  id,
  int,
  optional,
  ref,
  text,
} from '../libs/platform/src/database/schema.js';

/** What documents say is read out of them, paragraph by paragraph. */
export class ReadDocuments20261204091000 implements MigrationInterface {
  name = 'ReadDocuments20261204091000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'document', [
      code('text_status', { default: "'waiting'" }),
      code('text_fault', optional),
      int('text_passages', { default: '0' }),
    ]);
    await createTable(
      q,
      'document_passage',
      [id(), ref('document_id'), int('place'), int('page', optional), text('content')],
      {
        unique: { uq_document_passage_place: ['document_id', 'place'] },
        foreignKeys: { document_id: { table: 'document', onDelete: 'CASCADE' } },
      },
    );
    await q.query(`
      INSERT INTO job (id, kind, payload, run_at, status, attempts, created_at)
      SELECT id, 'library.read-text', CONCAT('{"id":"', id, '"}'), '2026-01-01T00:00:00.000Z', 'waiting', 0,
        '2026-01-01T00:00:00.000Z' FROM document`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query("DELETE FROM job WHERE kind = 'library.read-text'");
    await dropTables(q, 'document_passage');
    await dropColumns(q, 'document', 'text_status', 'text_fault', 'text_passages');
  }
}
