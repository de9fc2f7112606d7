import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
  id,
  instant,
  oneOf,
  optional,
  ref,
  text,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

const ofPerson = { person_id: { table: 'person', onDelete: 'CASCADE' as const } };
const decision = [text('reason', optional), ref('decided_by_id', optional), instant('decided_at', optional), version()];

/** Personal links to the own page, new addresses to be confirmed, proposals, and requests about one's data. */
export class CreateMyself20261208102000 implements MigrationInterface {
  name = 'CreateMyself20261208102000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'own_link',
      [varchar('id', 64, { isPrimary: true }), ref('person_id'), instant('expires_at'), instant('created_at')],
      { indices: { ix_own_link_person: ['person_id'] }, foreignKeys: ofPerson },
    );
    await createTable(
      q,
      'new_address',
      [
        varchar('id', 64, { isPrimary: true }),
        ref('person_id'),
        varchar('address', 254),
        instant('expires_at'),
        instant('created_at'),
      ],
      { indices: { ix_new_address_person: ['person_id'] }, foreignKeys: ofPerson },
    );
    await createTable(
      q,
      'own_proposal',
      [
        id(),
        ref('person_id'),
        code('field'),
        varchar('value', 200),
        text('words', optional),
        code('status'),
        instant('asked_at'),
        ...decision,
      ],
      {
        indices: { ix_own_proposal_person: ['person_id'], ix_own_proposal_status: ['status', 'asked_at'] },
        foreignKeys: ofPerson,
        checks: {
          ck_own_proposal_field: oneOf('field', ['state', 'organisation', 'group']),
          ck_own_proposal_status: oneOf('status', ['waiting', 'accepted', 'declined']),
        },
      },
    );
    await createTable(
      q,
      'privacy_request',
      [
        id(),
        ref('person_id'),
        code('kind'),
        text('words', optional),
        code('status'),
        instant('asked_at'),
        day('due_on'),
        ...decision,
      ],
      {
        indices: { ix_privacy_request_person: ['person_id'], ix_privacy_request_status: ['status', 'due_on'] },
        foreignKeys: ofPerson,
        checks: {
          ck_privacy_request_kind: oneOf('kind', ['erasure', 'restriction', 'release']),
          ck_privacy_request_status: oneOf('status', ['waiting', 'granted', 'refused']),
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'privacy_request', 'own_proposal', 'new_address', 'own_link');
  }
}
