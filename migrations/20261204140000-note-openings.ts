import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, instant, ref } from '../libs/platform/src/database/schema.js';

/** Who has opened which document. */
export class NoteOpenings20261204140000 implements MigrationInterface {
  name = 'NoteOpenings20261204140000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'document_opening',
      [id(), ref('document_id'), ref('person_id'), instant('first_at'), instant('last_at')],
      {
        unique: { uq_document_opening: ['document_id', 'person_id'] },
        foreignKeys: {
          document_id: { table: 'document', onDelete: 'CASCADE' },
          person_id: { table: 'person', onDelete: 'CASCADE' },
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'document_opening');
  }
}
