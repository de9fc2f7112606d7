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

const attendanceColumns = [
  'is_excused boolean NOT NULL DEFAULT 0',
  'arrived_at varchar(24) NULL',
  'left_at varchar(24) NULL',
];

export class CreateDelegations20261202092000 implements MigrationInterface {
  name = 'CreateDelegations20261202092000';

  async up(q: QueryRunner): Promise<void> {
    await createSubstitutions(q);
    await createSeats(q);
    await createTable(
      q,
      'need',
      [id(), ref('invitation_id'), text('diet', optional), text('access', optional), instant('updated_at')],
      {
        unique: { uq_need_invitation: ['invitation_id'] },
        foreignKeys: { invitation_id: { table: 'invitation', onDelete: 'CASCADE' } },
      },
    );
    await createTable(q, 'head_of_delegation', [id(), ref('meeting_id'), varchar('state_code', 2), ref('person_id')], {
      unique: { uq_head_of_delegation: ['meeting_id', 'state_code'] },
      foreignKeys: {
        meeting_id: { table: 'meeting', onDelete: 'CASCADE' },
        state_code: { table: 'state', column: 'code' },
        person_id: { table: 'person', onDelete: 'CASCADE' },
      },
    });
    for (const column of attendanceColumns) await q.query(`ALTER TABLE attendance ADD COLUMN ${column}`);
  }

  async down(q: QueryRunner): Promise<void> {
    for (const column of [...attendanceColumns].reverse()) {
      await q.query(`ALTER TABLE attendance DROP COLUMN ${column.split(' ')[0]}`);
    }
    await dropTables(q, 'head_of_delegation', 'need', 'seat', 'meeting_seats', 'substitution');
  }
}

function createSubstitutions(q: QueryRunner): Promise<void> {
  return createTable(
    q,
    'substitution',
    [
      id(),
      ref('meeting_id'),
      ref('invitation_id'),
      ref('person_id', optional),
      line('name'),
      varchar('address', 254, optional),
      code('channel'),
      ref('mail_id', optional),
      code('status'),
      text('reason', optional),
      line('decided_by', optional),
      instant('decided_at', optional),
      ref('stand_in_id', optional),
      instant('created_at'),
      version(),
    ],
    {
      unique: { uq_substitution_mail: ['mail_id'] },
      indices: {
        ix_substitution_meeting: ['meeting_id', 'status'],
        ix_substitution_invitation: ['invitation_id', 'status'],
        ix_substitution_status: ['status', 'created_at'],
      },
      foreignKeys: {
        meeting_id: { table: 'meeting', onDelete: 'CASCADE' },
        invitation_id: { table: 'invitation', onDelete: 'CASCADE' },
        person_id: { table: 'person' },
        stand_in_id: { table: 'invitation', onDelete: 'SET NULL' },
      },
      checks: {
        ck_substitution_status: oneOf('status', ['proposed', 'confirmed', 'refused', 'withdrawn']),
        ck_substitution_who: 'person_id IS NOT NULL OR address IS NOT NULL',
      },
    },
  );
}

async function createSeats(q: QueryRunner): Promise<void> {
  await createTable(q, 'meeting_seats', [id(), int('per_state', optional), version()], {
    foreignKeys: { id: { table: 'meeting', onDelete: 'CASCADE' } },
  });
  await createTable(
    q,
    'seat',
    [id(), ref('meeting_id'), ref('invitation_id'), varchar('state_code', 2), code('status'), instant('claimed_at')],
    {
      unique: { uq_seat_invitation: ['invitation_id'] },
      indices: { ix_seat_meeting: ['meeting_id', 'state_code'] },
      foreignKeys: {
        meeting_id: { table: 'meeting', onDelete: 'CASCADE' },
        invitation_id: { table: 'invitation', onDelete: 'CASCADE' },
      },
      checks: { ck_seat_status: oneOf('status', ['seated', 'waiting']) },
    },
  );
}
