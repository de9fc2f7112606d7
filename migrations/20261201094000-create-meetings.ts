import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
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

const group = { table: 'network_group' };
const state = { table: 'state', column: 'code' };
const person = { table: 'person' };
const personGone = { table: 'person', onDelete: 'SET NULL' as const };
const ofMeeting = { table: 'meeting', onDelete: 'CASCADE' as const };
const audience = () => oneOf('audience', ['organisers', 'group', 'network', 'public']);

export class CreateMeetings20261201094000 implements MigrationInterface {
  name = 'CreateMeetings20261201094000';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'meeting_series',
      [
        id(),
        code('code'),
        line('name_en'),
        line('name_nb'),
        line('name_nn'),
        ref('group_id', optional),
        int('next_number', { default: '1' }),
        version(),
      ],
      { unique: { uq_meeting_series_code: ['code'] }, foreignKeys: { group_id: group } },
    );
    await this.createMeeting(q);
    await this.createAgenda(q);
  }

  private async createMeeting(q: QueryRunner) {
    await createTable(
      q,
      'meeting',
      [
        id(),
        ref('series_id', optional),
        int('number', optional),
        line('title'),
        text('description', optional),
        code('status'),
        varchar('start_wall', 16),
        varchar('end_wall', 16),
        varchar('zone', 64),
        instant('start_at'),
        instant('end_at'),
        line('place', optional),
        varchar('video_url', 1000, optional),
        varchar('host_state_code', 2, optional),
        varchar('languages', 40),
        ref('group_id', optional),
        ref('chair_id', optional),
        ref('secretary_id', optional),
        day('answer_by', optional),
        code('audience'),
        line('uid'),
        int('sequence', { default: '0' }),
        int('significant_sequence', { default: '0' }),
        text('status_reason', optional),
        instant('called_at', optional),
        instant('created_at'),
        instant('updated_at'),
        version(),
      ],
      {
        unique: { uq_meeting_number: ['series_id', 'number'], uq_meeting_uid: ['uid'] },
        indices: {
          ix_meeting_start: ['start_at'],
          ix_meeting_status: ['status', 'start_at'],
          ix_meeting_group: ['group_id', 'start_at'],
        },
        foreignKeys: {
          series_id: { table: 'meeting_series' },
          host_state_code: state,
          group_id: group,
          chair_id: personGone,
          secretary_id: personGone,
        },
        checks: {
          ck_meeting_status: oneOf('status', [
            'draft',
            'called',
            'held',
            'minutes_published',
            'postponed',
            'cancelled',
          ]),
          ck_meeting_audience: audience(),
          ck_meeting_times: 'end_at > start_at',
        },
      },
    );
    await createTable(
      q,
      'meeting_document',
      [id(), ref('meeting_id'), ref('item_id', optional), ref('document_id'), int('place', { default: '0' })],
      {
        unique: { uq_meeting_document: ['meeting_id', 'document_id'] },
        indices: { ix_meeting_document_document: ['document_id'] },
        foreignKeys: { meeting_id: ofMeeting, document_id: { table: 'document', onDelete: 'CASCADE' } },
      },
    );
  }

  private async createAgenda(q: QueryRunner) {
    await createTable(
      q,
      'agenda_item',
      [
        id(),
        ref('meeting_id'),
        int('place'),
        code('type'),
        line('title'),
        int('minutes'),
        varchar('topic_code', 64, optional),
        text('note', optional),
        version(),
      ],
      {
        indices: { ix_agenda_item_meeting: ['meeting_id', 'place'] },
        foreignKeys: { meeting_id: ofMeeting, topic_code: { table: 'topic', column: 'code' } },
        checks: {
          ck_agenda_item_type: oneOf('type', ['information', 'discussion', 'decision', 'break', 'other']),
          ck_agenda_item_minutes: 'minutes >= 0',
        },
      },
    );
    await createTable(
      q,
      'agenda_presenter',
      [id(), ref('item_id'), int('place'), ref('person_id', optional), varchar('state_code', 2, optional)],
      {
        indices: { ix_agenda_presenter_item: ['item_id', 'place'] },
        foreignKeys: {
          item_id: { table: 'agenda_item', onDelete: 'CASCADE' },
          person_id: { ...person, onDelete: 'CASCADE' },
          state_code: state,
        },
        checks: { ck_agenda_presenter_one: 'person_id IS NOT NULL OR state_code IS NOT NULL' },
      },
    );
    await createTable(
      q,
      'agenda_version',
      [
        id(),
        ref('meeting_id'),
        int('number'),
        instant('published_at'),
        line('published_by'),
        { name: 'snapshot', type: 'json' },
        { name: 'changes', type: 'json' },
      ],
      { unique: { uq_agenda_version: ['meeting_id', 'number'] }, foreignKeys: { meeting_id: ofMeeting } },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(
      q,
      'agenda_version',
      'agenda_presenter',
      'agenda_item',
      'meeting_document',
      'meeting',
      'meeting_series',
    );
  }
}
