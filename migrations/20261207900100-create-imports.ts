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
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

const statuses = ['reading', 'draft', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed'];

/** Lists on their way into the register, their rows with what would become of each, and mappings under a name. */
export class CreateImports20261207900100 implements MigrationInterface {
  name = 'CreateImports20261207900100';

  async up(q: QueryRunner): Promise<void> {
    await imports(q);
    await rows(q);
    await createTable(
      q,
      'import_mapping',
      [id(), code('noun'), varchar('name', 100), json('columns'), line('created_by'), instant('created_at')],
      { unique: { uq_import_mapping_name: ['noun', 'name'] } },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'import_mapping', 'register_import_row', 'register_import');
  }
}

const imports = (q: QueryRunner) =>
  createTable(
    q,
    'register_import',
    [
      ...[id(), code('noun'), code('status'), line('filename'), varchar('file_hash', 64, optional), code('format')],
      ...[line('sheet', optional), json('sheets'), int('header_row', { default: '0' }), json('remarks')],
      ...[json('columns'), json('choices'), json('counts'), int('total', { default: '0' })],
      ...[int('done', { default: '0' }), int('cursor_row', { default: '0' }), line('source', optional)],
      ...[text('purpose', optional), text('fault', optional), ref('actor_id', optional), line('actor_name')],
      json('actor_rights'),
      ...[instant('created_at'), instant('started_at', optional), instant('finished_at', optional), version()],
    ],
    {
      indices: { ix_register_import_created: ['created_at'] },
      checks: { ck_register_import_status: oneOf('status', statuses) },
    },
  );

const rows = (q: QueryRunner) =>
  createTable(
    q,
    'register_import_row',
    [
      ...[ref('import_id', { isPrimary: true }), int('place', { isPrimary: true }), text('cells')],
      ...[code('ruling', optional), flag('has_conflict'), ref('target_id', optional), text('findings', optional)],
      code('outcome', optional),
    ],
    {
      indices: { ix_register_import_row_ruling: ['import_id', 'ruling', 'place'] },
      foreignKeys: { import_id: { table: 'register_import', onDelete: 'CASCADE' } },
    },
  );
