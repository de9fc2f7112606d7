import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  dropTables,
  flag,
  id,
  instant,
  line,
  oneOf,
  optional,
  ref,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

const account = { account_id: { table: 'account', onDelete: 'CASCADE' as const } };
const person = { person_id: { table: 'person', onDelete: 'CASCADE' as const } };

export class CreateAccess20261201092000 implements MigrationInterface {
  name = 'CreateAccess20261201092000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'account',
      [
        id(),
        ref('person_id'),
        line('password_hash', optional),
        varchar('language', 2, optional),
        flag('is_disabled'),
        instant('created_at'),
        version(),
      ],
      { unique: { uq_account_person: ['person_id'] }, foreignKeys: person },
    );
    await createTable(q, 'account_role', [ref('account_id', { isPrimary: true }), code('role', { isPrimary: true })], {
      foreignKeys: account,
      checks: {
        ck_account_role: oneOf('role', ['administrator', 'coordinator', 'secretariat', 'state_contact', 'expert']),
      },
    });
    await createTable(
      q,
      'session',
      [
        varchar('id', 64, { isPrimary: true }),
        ref('account_id'),
        instant('created_at'),
        instant('last_seen_at'),
        instant('expires_at'),
        code('method'),
        varchar('user_agent', 300),
      ],
      {
        indices: { ix_session_account: ['account_id'], ix_session_expires: ['expires_at'] },
        foreignKeys: account,
        checks: { ck_session_method: oneOf('method', ['password', 'link']) },
      },
    );
    await createTable(
      q,
      'sign_in_link',
      [
        varchar('id', 64, { isPrimary: true }),
        ref('person_id'),
        varchar('next_path', 500),
        instant('expires_at'),
        instant('used_at', optional),
      ],
      { indices: { ix_sign_in_link_person: ['person_id'] }, foreignKeys: person },
    );
    await createTable(
      q,
      'access_token',
      [
        id(),
        varchar('token_hash', 64),
        ref('account_id'),
        code('purpose'),
        line('name'),
        instant('created_at'),
        instant('last_used_at', optional),
        instant('expires_at', optional),
      ],
      {
        unique: { uq_access_token_hash: ['token_hash'] },
        indices: { ix_access_token_account: ['account_id'] },
        foreignKeys: account,
        checks: { ck_access_token_purpose: oneOf('purpose', ['api', 'feed']) },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'access_token', 'sign_in_link', 'session', 'account_role', 'account');
  }
}
