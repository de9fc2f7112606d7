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

const ofMeeting = { table: 'meeting', onDelete: 'CASCADE' as const };
const ofMinutes = { table: 'minutes', onDelete: 'CASCADE' as const };
const person = { table: 'person' };
const statuses = ['needs_action', 'accepted', 'tentative', 'declined', 'delegated'];
const audiences = ['organisers', 'group', 'network', 'public'];

export class CreateInvitationsAndMinutes20261201095000 implements MigrationInterface {
  name = 'CreateInvitationsAndMinutes20261201095000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'invitation',
      [
        id(),
        ref('meeting_id'),
        ref('person_id'),
        varchar('state_code', 2, optional),
        varchar('address', 254),
        code('role'),
        code('status'),
        code('mode', optional),
        code('channel', optional),
        instant('answered_at', optional),
        int('answered_sequence', optional),
        instant('reply_stamp', optional),
        text('comment', optional),
        instant('sent_at', optional),
        int('sent_sequence', optional),
        varchar('sent_digest', 64, optional),
        instant('reminded_at', optional),
        line('first_message_id', optional),
        instant('removed_at', optional),
        varchar('link_hash', 64),
        instant('created_at'),
        version(),
      ],
      {
        unique: { uq_invitation: ['meeting_id', 'person_id'], uq_invitation_link: ['link_hash'] },
        indices: { ix_invitation_person: ['person_id'] },
        foreignKeys: { meeting_id: ofMeeting, person_id: person },
        checks: {
          ck_invitation_status: oneOf('status', statuses),
          ck_invitation_role: oneOf('role', ['required', 'optional']),
        },
      },
    );
    await this.createReplies(q);
    await this.createMinutes(q);
    await createTable(
      q,
      'decision',
      [
        id(),
        int('year'),
        int('number'),
        ref('meeting_id'),
        ref('item_id', optional),
        text('text'),
        text('published_text', optional),
        instant('created_at'),
        version(),
      ],
      {
        unique: { uq_decision_number: ['year', 'number'] },
        indices: { ix_decision_meeting: ['meeting_id'] },
        foreignKeys: { meeting_id: { table: 'meeting' } },
      },
    );
  }

  private async createReplies(q: QueryRunner) {
    await createTable(
      q,
      'reply',
      [
        id(),
        ref('invitation_id'),
        code('status', optional),
        code('mode', optional),
        text('comment', optional),
        code('channel'),
        varchar('answered_by', 254, optional),
        instant('received_at'),
        int('sequence', optional),
        instant('stamp', optional),
        flag('is_applied'),
        code('ruling'),
        line('reason', optional),
      ],
      {
        indices: { ix_reply_invitation: ['invitation_id', 'received_at'] },
        foreignKeys: { invitation_id: { table: 'invitation', onDelete: 'CASCADE' } },
        checks: {
          ck_reply_status: oneOf('status', statuses),
          ck_reply_channel: oneOf('channel', ['calendar', 'link', 'portal', 'organiser']),
        },
      },
    );
    await createTable(
      q,
      'incoming_mail',
      [
        id(),
        varchar('digest', 64),
        varchar('message_id', 300, optional),
        varchar('from_address', 254, optional),
        varchar('subject', 300, optional),
        text('raw'),
        code('ruling'),
        line('reason', optional),
        ref('meeting_id', optional),
        ref('person_id', optional),
        ref('reply_id', optional),
        code('source'),
        json('details', optional),
        code('review'),
        line('reviewed_by', optional),
        instant('reviewed_at', optional),
        varchar('itip_key', 300, optional),
        instant('received_at'),
      ],
      {
        unique: { uq_incoming_mail_digest: ['digest'] },
        indices: {
          ix_incoming_mail_message_id: ['message_id'],
          ix_incoming_mail_review: ['review', 'received_at'],
          ix_incoming_mail_itip: ['itip_key'],
        },
      },
    );
  }

  private async createMinutes(q: QueryRunner) {
    await createTable(
      q,
      'minutes',
      [
        id(),
        ref('meeting_id'),
        code('status'),
        code('audience'),
        instant('published_at', optional),
        int('published_number', { default: '0' }),
        version(),
      ],
      {
        unique: { uq_minutes_meeting: ['meeting_id'] },
        foreignKeys: { meeting_id: ofMeeting },
        checks: {
          ck_minutes_status: oneOf('status', ['draft', 'published']),
          ck_minutes_audience: oneOf('audience', audiences),
        },
      },
    );
    await createTable(
      q,
      'minutes_section',
      [
        id(),
        ref('minutes_id'),
        ref('item_id', optional),
        int('place'),
        line('title'),
        json('content'),
        line('edited_by', optional),
        instant('edited_at', optional),
        version(),
      ],
      { indices: { ix_minutes_section_minutes: ['minutes_id', 'place'] }, foreignKeys: { minutes_id: ofMinutes } },
    );
    await createTable(
      q,
      'minutes_version',
      [
        id(),
        ref('minutes_id'),
        int('number'),
        code('audience'),
        line('published_by'),
        instant('published_at'),
        text('note', optional),
        json('snapshot'),
      ],
      { unique: { uq_minutes_version: ['minutes_id', 'number'] }, foreignKeys: { minutes_id: ofMinutes } },
    );
    await createTable(
      q,
      'attendance',
      [id(), ref('meeting_id'), ref('person_id'), flag('is_present'), code('mode', optional)],
      {
        unique: { uq_attendance: ['meeting_id', 'person_id'] },
        foreignKeys: { meeting_id: ofMeeting, person_id: person },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'decision', 'attendance', 'minutes_version', 'minutes_section', 'minutes');
    await dropTables(q, 'incoming_mail', 'reply', 'invitation');
  }
}
