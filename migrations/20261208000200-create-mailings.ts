import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  dropTables,
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

/** Mail to a group or to a list, and who gets it. */
export class CreateMailings20261208000200 implements MigrationInterface {
  name = 'CreateMailings20261208000200';

  async up(q: QueryRunner): Promise<void> {
    await createMailing(q);
    await createDelivery(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'mailing_delivery', 'mailing');
  }
}

const createMailing = (q: QueryRunner) =>
  createTable(
    q,
    'mailing',
    [
      ...[id(), code('kind'), code('status'), ref('group_id', optional), ref('recipients_id', optional)],
      ...[ref('meeting_id', optional), ref('list_id', optional), varchar('fallback', 2)],
      ...[line('subject_nb', optional), line('subject_nn', optional), line('subject_en', optional)],
      ...[text('text_nb', optional), text('text_nn', optional), text('text_en', optional)],
      ...[instant('send_at', optional), instant('sent_at', optional), line('queued_by', optional)],
      ...[
        line('created_by'),
        instant('created_at'),
        instant('updated_at'),
        int('portions', { default: '0' }),
        version(),
      ],
    ],
    {
      indices: { ix_mailing_status: ['status', 'updated_at'], ix_mailing_group: ['group_id'] },
      foreignKeys: { group_id: { table: 'network_group' }, list_id: { table: 'mailing_list' } },
      checks: {
        ck_mailing_kind: oneOf('kind', ['duty', 'newsletter']),
        ck_mailing_status: oneOf('status', ['draft', 'queued', 'sending', 'sent', 'cancelled']),
      },
    },
  );

const createDelivery = (q: QueryRunner) =>
  createTable(
    q,
    'mailing_delivery',
    [
      ...[id(), ref('mailing_id'), ref('person_id', optional), ref('subscription_id', optional)],
      ...[line('name'), varchar('address', 254, optional), varchar('recipient_key', 254), varchar('language', 2)],
      ...[code('status'), code('reason', optional), ref('mail_id', optional)],
    ],
    {
      unique: { uq_mailing_delivery: ['mailing_id', 'recipient_key'] },
      indices: {
        ix_mailing_delivery_status: ['mailing_id', 'status'],
        ix_mailing_delivery_person: ['person_id'],
        ix_mailing_delivery_mail: ['mail_id'],
      },
      foreignKeys: {
        mailing_id: { table: 'mailing', onDelete: 'CASCADE' },
        person_id: { table: 'person', onDelete: 'CASCADE' },
      },
      checks: {
        ck_mailing_delivery_status: oneOf('status', ['waiting', 'handed_over', 'left_out', 'cancelled']),
      },
    },
  );
