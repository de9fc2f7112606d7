import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  code,
  createTable,
  dropColumns,
  dropTables,
  flag,
  instant,
  line,
  optional,
  ref,
  text,
  varchar,
} from '../libs/platform/src/database/schema.js';

/** What of a person is shown to whom, and what goes to States outside the EEA. */
export class ShowFieldsOfPersons20261208101000 implements MigrationInterface {
  name = 'ShowFieldsOfPersons20261208101000';

  async up(q: QueryRunner): Promise<void> {
    await addColumns(q, 'state', [flag('eea')]);
    await q.query(`UPDATE state SET eea = 1 WHERE eu = 1 OR code IN ('NO', 'IS', 'LI')`);
    await addColumns(q, 'person', [
      text('about', optional),
      varchar('reach', 16, { default: "'circle'" }),
      instant('confirmed_at', optional),
      instant('asked_at', optional),
      instant('restricted_at', optional),
      instant('erased_at', optional),
    ]);
    await createTable(
      q,
      'person_shown',
      [ref('person_id', { isPrimary: true }), code('field', { isPrimary: true }), code('audience')],
      { foreignKeys: { person_id: { table: 'person', onDelete: 'CASCADE' } } },
    );
    await createTable(q, 'outside_eea_field', [code('field', { isPrimary: true }), line('reason'), instant('at')]);
    const at = '2026-12-08T00:00:00.000Z';
    for (const field of ['organisation', 'function']) {
      await q.query(`INSERT INTO outside_eea_field (field, reason, at) VALUES ('${field}', '', '${at}')`);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'outside_eea_field', 'person_shown');
    await dropColumns(q, 'person', 'erased_at', 'restricted_at', 'asked_at', 'confirmed_at', 'reach', 'about');
    await dropColumns(q, 'state', 'eea');
  }
}
