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

export class CreateCallsForItems20261205130100 implements MigrationInterface {
  name = 'CreateCallsForItems20261205130100';

  async up(q: QueryRunner): Promise<void> {
    await createCall(q);
    await createProposal(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'item_proposal', 'item_call');
  }
}

const createCall = (q: QueryRunner) =>
  createTable(
    q,
    'item_call',
    [
      id(),
      ref('meeting_id'),
      text('message', optional),
      day('respond_by'),
      code('status'),
      line('created_by'),
      instant('created_at'),
      instant('updated_at'),
      version(),
    ],
    {
      unique: { uq_item_call_meeting: ['meeting_id'] },
      foreignKeys: { meeting_id: { table: 'meeting', onDelete: 'CASCADE' } },
      checks: { ck_item_call_status: oneOf('status', ['open', 'closed']) },
    },
  );

const createProposal = (q: QueryRunner) =>
  createTable(
    q,
    'item_proposal',
    [
      id(),
      ref('call_id'),
      ref('asked_id'),
      varchar('state_code', 2, optional),
      line('title'),
      text('reason'),
      int('minutes'),
      code('type'),
      ref('document_id', optional),
      flag('is_late'),
      code('status'),
      text('answer', optional),
      ref('item_id', optional),
      ref('meeting_id', optional),
      line('decided_by', optional),
      instant('decided_at', optional),
      instant('created_at'),
      instant('updated_at'),
      version(),
    ],
    {
      indices: { ix_item_proposal_call: ['call_id', 'status'], ix_item_proposal_status: ['status'] },
      foreignKeys: {
        call_id: { table: 'item_call', onDelete: 'CASCADE' },
        asked_id: { table: 'preparation_asked', onDelete: 'CASCADE' },
        document_id: { table: 'document', onDelete: 'SET NULL' },
        meeting_id: { table: 'meeting', onDelete: 'SET NULL' },
      },
      checks: {
        ck_item_proposal_status: oneOf('status', ['proposed', 'withdrawn', 'accepted', 'merged', 'deferred']),
        ck_item_proposal_type: oneOf('type', ['information', 'discussion', 'decision']),
      },
    },
  );
