import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
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

/** How people come into the network and how long they stay: applications, invitations, nominations, reminders of terms. */
export class CreateJoining20261207800000 implements MigrationInterface {
  name = 'CreateJoining20261207800000';

  async up(q: QueryRunner): Promise<void> {
    await applications(q);
    await invitations(q);
    await nominations(q);
    await reminders(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'term_reminder', 'nomination', 'group_invitation', 'membership_application');
  }
}

const name = () => [line('given_name', { length: '100' }), line('family_name', { length: '100' })];
const address = () => [varchar('address', 254), varchar('address_key', 254)];
const language = () => varchar('language', 2, { default: "'en'" });
const consent = () => [
  code('consent_version', optional),
  text('consent_text', optional),
  instant('consented_at', optional),
];
const decision = () => [
  instant('decided_at', optional),
  line('decided_by', optional),
  text('decision_reason', optional),
];
const term = () => [code('role'), varchar('state_code', 2, optional), day('valid_from'), day('valid_to')];

const applications = (q: QueryRunner) =>
  createTable(
    q,
    'membership_application',
    [
      ...[id(), code('kind'), code('status'), ...name(), ...address(), varchar('open_key', 254, optional), language()],
      ...[varchar('state_code', 2, optional), line('phone', { length: '40', isNullable: true })],
      ...[line('organisation', optional), code('organisation_type', optional), line('function', optional)],
      ...[varchar('website', 1000, optional), text('message'), ...consent(), json('wishes')],
      ...[varchar('link_hash', 64, optional), instant('link_until', optional)],
      ...[instant('created_at'), instant('confirmed_at', optional), ...decision()],
      ...[ref('person_id', optional), ref('organisation_id', optional), version()],
    ],
    {
      unique: { uq_application_open: ['open_key'], uq_application_link: ['link_hash'] },
      indices: {
        ix_application_status: ['status', 'created_at'],
        ix_application_person: ['person_id'],
        ix_application_organisation: ['organisation_id'],
      },
      foreignKeys: {
        person_id: { table: 'person', onDelete: 'CASCADE' },
        organisation_id: { table: 'organisation', onDelete: 'SET NULL' },
      },
      checks: {
        ck_application_kind: oneOf('kind', ['person', 'organisation']),
        ck_application_status: oneOf('status', ['to_confirm', 'to_decide', 'accepted', 'refused']),
      },
    },
  );

const invitations = (q: QueryRunner) =>
  createTable(
    q,
    'group_invitation',
    [
      ...[id(), ref('group_id'), ...term(), ...address(), varchar('open_key', 300, optional), language()],
      ...[code('status'), text('message', optional), varchar('link_hash', 64, optional), day('answer_by')],
      ...[line('invited_by'), instant('sent_at'), instant('answered_at', optional), ...consent()],
      ...[ref('person_id', optional), version()],
    ],
    {
      unique: { uq_group_invitation_open: ['open_key'], uq_group_invitation_link: ['link_hash'] },
      indices: {
        ix_group_invitation_status: ['status', 'sent_at'],
        ix_group_invitation_group: ['group_id'],
        ix_group_invitation_person: ['person_id'],
      },
      foreignKeys: {
        group_id: { table: 'network_group', onDelete: 'CASCADE' },
        person_id: { table: 'person', onDelete: 'CASCADE' },
      },
      checks: { ck_group_invitation_status: oneOf('status', ['open', 'accepted', 'declined', 'withdrawn']) },
    },
  );

const nominations = (q: QueryRunner) =>
  createTable(
    q,
    'nomination',
    [
      ...[id(), ref('group_id'), ...term(), ...name(), ...address(), varchar('open_key', 300, optional), language()],
      ...[line('organisation', optional), line('function', optional), text('reason'), code('status')],
      ...[ref('nominated_by_id', optional), line('nominated_by'), instant('created_at'), ...decision()],
      ...[ref('person_id', optional), version()],
    ],
    {
      unique: { uq_nomination_open: ['open_key'] },
      indices: {
        ix_nomination_status: ['status', 'created_at'],
        ix_nomination_state: ['state_code'],
        ix_nomination_group: ['group_id'],
        ix_nomination_nominator: ['nominated_by_id'],
        ix_nomination_person: ['person_id'],
      },
      foreignKeys: {
        group_id: { table: 'network_group', onDelete: 'CASCADE' },
        nominated_by_id: { table: 'person', onDelete: 'SET NULL' },
        person_id: { table: 'person', onDelete: 'CASCADE' },
      },
      checks: {
        ck_nomination_role: oneOf('role', ['member', 'alternate']),
        ck_nomination_status: oneOf('status', ['to_decide', 'accepted', 'refused', 'withdrawn']),
      },
    },
  );

const reminders = (q: QueryRunner) =>
  createTable(
    q,
    'term_reminder',
    [id(), ref('membership_id'), day('valid_to'), int('days_before'), instant('at'), instant('listed_at', optional)],
    {
      unique: { uq_term_reminder: ['membership_id', 'valid_to', 'days_before'] },
      indices: { ix_term_reminder_listed: ['listed_at'] },
      foreignKeys: { membership_id: { table: 'membership', onDelete: 'CASCADE' } },
    },
  );
