import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
  flag,
  id,
  instant,
  int,
  line,
  oneOf,
  optional,
  ref,
  text,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

/** Lists that people subscribe to, and addresses that nothing is sent to: known by a hash, so that it outlasts the person. */
export class CreateMailingLists20261208000100 implements MigrationInterface {
  name = 'CreateMailingLists20261208000100';

  async up(q: QueryRunner): Promise<void> {
    await createList(q);
    await createSubscription(q);
    await createSuppression(q);
    await createTable(q, 'address_score', [
      varchar('address_hash', 64, { isPrimary: true }),
      int('score'),
      day('last_on'),
      int('last_weight'),
      text('last_words', optional),
    ]);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'address_score', 'mail_suppression', 'subscription', 'mailing_list');
  }
}

const createList = (q: QueryRunner) =>
  createTable(
    q,
    'mailing_list',
    [
      ...[id(), code('code'), line('name_en'), line('name_nb'), line('name_nn')],
      ...[text('description_en', optional), text('description_nb', optional), text('description_nn', optional)],
      ...[flag('is_public'), instant('created_at'), version()],
    ],
    { unique: { uq_mailing_list_code: ['code'] } },
  );

const createSubscription = (q: QueryRunner) =>
  createTable(
    q,
    'subscription',
    [
      ...[id(), ref('list_id'), ref('person_id', optional), varchar('address', 254), varchar('address_key', 254)],
      ...[varchar('language', 2), code('status'), code('basis'), line('basis_text', optional)],
      ...[instant('since', optional), instant('ended_at', optional), code('ended_how', optional)],
      ...[varchar('link_hash', 64), varchar('confirm_hash', 64, optional), instant('confirm_until', optional)],
      ...[instant('created_at'), version()],
    ],
    {
      unique: { uq_subscription_address: ['list_id', 'address_key'], uq_subscription_link: ['link_hash'] },
      indices: { ix_subscription_person: ['person_id'], ix_subscription_confirm: ['confirm_hash'] },
      foreignKeys: {
        list_id: { table: 'mailing_list', onDelete: 'CASCADE' },
        person_id: { table: 'person', onDelete: 'CASCADE' },
      },
      checks: {
        ck_subscription_status: oneOf('status', ['unconfirmed', 'confirmed', 'ended']),
        ck_subscription_basis: oneOf('basis', ['own', 'stated']),
      },
    },
  );

const createSuppression = (q: QueryRunner) =>
  createTable(
    q,
    'mail_suppression',
    [
      ...[id(), varchar('address_hash', 64), varchar('scope', 36), code('reason'), text('words', optional)],
      ...[instant('since'), instant('lifted_at', optional), line('lifted_by', optional), line('lifted_why', optional)],
      version(),
    ],
    {
      unique: { uq_mail_suppression: ['address_hash', 'scope'] },
      indices: { ix_mail_suppression_since: ['since'] },
      checks: { ck_mail_suppression_reason: oneOf('reason', ['bounces', 'withdrawn', 'by_hand']) },
    },
  );
