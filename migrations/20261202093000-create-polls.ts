import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
  flag,
  id,
  instant,
  line,
  oneOf,
  optional,
  ref,
  text,
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

export class CreatePolls20261202093000 implements MigrationInterface {
  name = 'CreatePolls20261202093000';

  async up(q: QueryRunner): Promise<void> {
    await createPoll(q);
    await createSlot(q);
    await createVoter(q);
    await createVote(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'poll_vote', 'poll_voter', 'poll_slot', 'poll');
  }
}

const createPoll = (q: QueryRunner) =>
  createTable(
    q,
    'poll',
    [
      id(),
      line('title'),
      text('description', optional),
      code('status'),
      text('status_reason', optional),
      ref('series_id', optional),
      ref('group_id', optional),
      line('place', optional),
      varchar('video_url', 1000, optional),
      day('respond_by'),
      flag('shows_answers'),
      ref('chosen_slot_id', optional),
      ref('meeting_id', optional),
      line('created_by'),
      instant('created_at'),
      instant('updated_at'),
      version(),
    ],
    {
      indices: { ix_poll_status: ['status', 'respond_by'], ix_poll_meeting: ['meeting_id'] },
      foreignKeys: {
        series_id: { table: 'meeting_series' },
        group_id: { table: 'network_group' },
        meeting_id: { table: 'meeting', onDelete: 'SET NULL' },
      },
      checks: { ck_poll_status: oneOf('status', ['draft', 'open', 'closed', 'decided', 'cancelled']) },
    },
  );

const createSlot = (q: QueryRunner) =>
  createTable(
    q,
    'poll_slot',
    [
      id(),
      ref('poll_id'),
      varchar('start_wall', 16),
      varchar('end_wall', 16),
      varchar('zone', 64),
      instant('start_at'),
      instant('end_at'),
      instant('created_at'),
    ],
    {
      unique: { uq_poll_slot: ['poll_id', 'start_at', 'end_at'] },
      foreignKeys: { poll_id: { table: 'poll', onDelete: 'CASCADE' } },
      checks: { ck_poll_slot_times: 'end_at > start_at' },
    },
  );

const createVoter = (q: QueryRunner) =>
  createTable(
    q,
    'poll_voter',
    [
      id(),
      ref('poll_id'),
      ref('person_id'),
      varchar('state_code', 2, optional),
      varchar('address', 254),
      flag('is_key'),
      text('comment', optional),
      instant('answered_at', optional),
      instant('sent_at', optional),
      instant('reminded_at', optional),
      varchar('link_hash', 64),
    ],
    {
      unique: { uq_poll_voter: ['poll_id', 'person_id'], uq_poll_voter_link: ['link_hash'] },
      indices: { ix_poll_voter_person: ['person_id'] },
      foreignKeys: { poll_id: { table: 'poll', onDelete: 'CASCADE' }, person_id: { table: 'person' } },
    },
  );

const createVote = (q: QueryRunner) =>
  createTable(q, 'poll_vote', [id(), ref('voter_id'), ref('slot_id'), code('answer')], {
    unique: { uq_poll_vote: ['voter_id', 'slot_id'] },
    indices: { ix_poll_vote_slot: ['slot_id'] },
    foreignKeys: {
      voter_id: { table: 'poll_voter', onDelete: 'CASCADE' },
      slot_id: { table: 'poll_slot', onDelete: 'CASCADE' },
    },
    checks: { ck_poll_vote_answer: oneOf('answer', ['yes', 'if_needed', 'no']) },
  });
