import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  code,
  createTable,
  day,
  dropTables,
  id,
  instant,
  line,
  oneOf,
  optional,
  ref,
  text,
  varchar,
} from '../libs/platform/src/database/schema.js';

export class CreatePresenterConfirmations20261205130000 implements MigrationInterface {
  name = 'CreatePresenterConfirmations20261205130000';

  async up(q: QueryRunner): Promise<void> {
    await createAsked(q);
    await createConfirmation(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'presenter_confirmation', 'preparation_asked');
  }
}

const createAsked = (q: QueryRunner) =>
  createTable(
    q,
    'preparation_asked',
    [
      id(),
      code('about'),
      ref('about_id'),
      ref('person_id'),
      varchar('state_code', 2, optional),
      varchar('address', 254),
      instant('sent_at'),
      instant('answered_at', optional),
      instant('reminded_at', optional),
      varchar('link_hash', 64),
    ],
    {
      unique: {
        uq_preparation_asked: ['about', 'about_id', 'person_id'],
        uq_preparation_asked_link: ['link_hash'],
      },
      indices: { ix_preparation_asked_person: ['person_id'] },
      foreignKeys: { person_id: { table: 'person' } },
      checks: { ck_preparation_asked_about: oneOf('about', ['presenter', 'item_call', 'consultation']) },
    },
  );

const createConfirmation = (q: QueryRunner) =>
  createTable(
    q,
    'presenter_confirmation',
    [
      id(),
      ref('asked_id'),
      ref('item_id'),
      varchar('state_code', 2, optional),
      varchar('start_wall', 16),
      varchar('end_wall', 16),
      varchar('zone', 64),
      day('respond_by'),
      code('answer', optional),
      line('talk_title', optional),
      text('needs', optional),
      instant('answered_at', optional),
    ],
    {
      unique: { uq_presenter_confirmation: ['asked_id', 'item_id'] },
      indices: { ix_presenter_confirmation_item: ['item_id'] },
      foreignKeys: { asked_id: { table: 'preparation_asked', onDelete: 'CASCADE' } },
      checks: { ck_presenter_confirmation_answer: oneOf('answer', ['yes', 'no']) },
    },
  );
