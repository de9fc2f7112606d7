import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  code,
  createTable,
  day,
  dropColumns,
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

const before = ['draft', 'published'];
const after = ['draft', 'circulated', 'adopted', 'published'];

/** Minutes go round for comments and are adopted, by silence or at the next meeting. */
export class CirculateMinutes20261205100100 implements MigrationInterface {
  name = 'CirculateMinutes20261205100100';

  async up(q: QueryRunner): Promise<void> {
    await this.allow(q, after);
    await addColumns(q, 'minutes', [
      instant('adopted_at', optional),
      code('adopted_way', optional),
      line('adopted_by', optional),
      json('adopted_snapshot', optional),
    ]);
    await this.createCirculations(q);
    await this.createComments(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'minutes_comment', 'circulation_recipient', 'minutes_circulation');
    await dropColumns(q, 'minutes', 'adopted_at', 'adopted_way', 'adopted_by', 'adopted_snapshot');
    await q.query("UPDATE minutes SET status = 'published' WHERE published_number > 0");
    await q.query("UPDATE minutes SET status = 'draft' WHERE published_number = 0");
    await this.allow(q, before);
  }

  private async createCirculations(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'minutes_circulation',
      [
        ...[id(), ref('minutes_id'), int('number'), code('circle'), code('procedure_kind'), day('closes_on')],
        ...[instant('closes_at'), text('note', optional), json('snapshot'), line('sent_by'), instant('sent_at')],
        ...[code('outcome', optional), instant('settled_at', optional), line('settled_by', optional)],
        ...[ref('item_id', optional), version()],
      ],
      {
        unique: { uq_minutes_circulation: ['minutes_id', 'number'] },
        foreignKeys: { minutes_id: { table: 'minutes', onDelete: 'CASCADE' } },
        checks: {
          ck_minutes_circulation_circle: oneOf('circle', ['group', 'participants']),
          ck_minutes_circulation_procedure: oneOf('procedure_kind', ['silence', 'meeting']),
        },
      },
    );
    await createTable(
      q,
      'circulation_recipient',
      [
        ...[
          id(),
          ref('circulation_id'),
          ref('person_id'),
          varchar('state_code', 2, optional),
          varchar('link_hash', 64),
        ],
        ...[instant('answered_at', optional)],
      ],
      {
        unique: {
          uq_circulation_recipient: ['circulation_id', 'person_id'],
          uq_circulation_recipient_link: ['link_hash'],
        },
        foreignKeys: {
          circulation_id: { table: 'minutes_circulation', onDelete: 'CASCADE' },
          person_id: { table: 'person', onDelete: 'CASCADE' },
        },
      },
    );
  }

  private async createComments(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'minutes_comment',
      [
        ...[
          id(),
          ref('circulation_id'),
          ref('person_id', optional),
          line('author'),
          varchar('state_code', 2, optional),
        ],
        ...[varchar('anchor', 100), text('quote', optional), text('text', optional), text('wording', optional)],
        ...[flag('is_objection'), flag('is_late'), code('ruling', optional), text('ruling_reason', optional)],
        ...[line('ruled_by', optional), instant('ruled_at', optional), instant('created_at'), version()],
      ],
      {
        indices: { ix_minutes_comment: ['circulation_id', 'created_at'] },
        foreignKeys: {
          circulation_id: { table: 'minutes_circulation', onDelete: 'CASCADE' },
          person_id: { table: 'person', onDelete: 'SET NULL' },
        },
      },
    );
  }

  private async allow(q: QueryRunner, statuses: string[]): Promise<void> {
    await q.query('ALTER TABLE minutes DROP CONSTRAINT ck_minutes_status');
    await q.query(`ALTER TABLE minutes ADD CONSTRAINT ck_minutes_status CHECK (${oneOf('status', statuses)})`);
  }
}
