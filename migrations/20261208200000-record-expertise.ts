import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  code,
  createTable,
  dropColumns,
  dropTables,
  int,
  isMaria,
  line,
  oneOf,
  ref,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

const stated = () => code('stated_by', { default: "'coordinator'" });
const statedBy = oneOf('stated_by', ['person', 'coordinator']);

/** Which countries of origin and methods persons know, and who stated it: they or a coordinator. */
export class RecordExpertise20261208200000 implements MigrationInterface {
  name = 'RecordExpertise20261208200000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'person_topic', [stated()]);
    await addColumns(q, 'person_language', [stated()]);
    await q.query('CREATE INDEX ix_person_language_language ON person_language (language, person_id)');
    await countries(q);
    await methods(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'person_method', 'method', 'person_country');
    await q.query(`DROP INDEX ix_person_language_language${isMaria(q) ? ' ON person_language' : ''}`);
    await dropColumns(q, 'person_language', 'stated_by');
    await dropColumns(q, 'person_topic', 'stated_by');
  }
}

const person = { person_id: { table: 'person', onDelete: 'CASCADE' } } as const;

const countries = (q: QueryRunner) =>
  createTable(
    q,
    'person_country',
    [
      ref('person_id', { isPrimary: true }),
      varchar('country_code', 2, { isPrimary: true }),
      ...[stated(), line('sort_name', { default: "''" })],
    ],
    {
      indices: { ix_person_country_country: ['country_code', 'sort_name', 'person_id'] },
      foreignKeys: person,
      checks: { ck_person_country_stated: statedBy },
    },
  );

async function methods(q: QueryRunner): Promise<void> {
  await createTable(q, 'method', [
    varchar('code', 64, { isPrimary: true }),
    ...[line('name_en'), line('name_nb'), line('name_nn'), int('place'), version()],
  ]);
  await createTable(
    q,
    'person_method',
    [
      ref('person_id', { isPrimary: true }),
      varchar('method_code', 64, { isPrimary: true }),
      ...[stated(), line('sort_name', { default: "''" })],
    ],
    {
      indices: { ix_person_method_method: ['method_code', 'sort_name', 'person_id'] },
      foreignKeys: { ...person, method_code: { table: 'method', column: 'code' } },
      checks: { ck_person_method_stated: statedBy },
    },
  );
}
