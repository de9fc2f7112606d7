import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  dropTables,
  flag,
  id,
  instant,
  oneOf,
  optional,
  ref,
} from '../libs/platform/src/database/schema.js';

/** Who agreed to what: text, time, and the way it came. */
export class RecordConsents20261208100000 implements MigrationInterface {
  name = 'RecordConsents20261208100000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'consent',
      [
        id(),
        ref('person_id'),
        code('purpose'),
        flag('is_given'),
        code('text_version'),
        code('way'),
        ref('recorded_by_id', optional),
        instant('at'),
      ],
      {
        indices: {
          ix_consent_person: ['person_id', 'purpose', 'at', 'id'],
          ix_consent_recorder: ['recorded_by_id'],
        },
        foreignKeys: { person_id: { table: 'person', onDelete: 'CASCADE' } },
        checks: { ck_consent_way: oneOf('way', ['application', 'own_page', 'mail_link', 'paper']) },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'consent');
  }
}
