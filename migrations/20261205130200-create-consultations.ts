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

export class CreateConsultations20261205130200 implements MigrationInterface {
  name = 'CreateConsultations20261205130200';

  async up(q: QueryRunner): Promise<void> {
    await createConsultation(q);
    await createAspect(q);
    await createRanking(q);
    await createPlace(q);
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'ranking_place', 'ranking', 'consultation_aspect', 'consultation');
  }
}

const createConsultation = (q: QueryRunner) =>
  createTable(
    q,
    'consultation',
    [
      id(),
      line('title'),
      text('description', optional),
      ref('group_id'),
      day('respond_by'),
      int('most'),
      code('status'),
      line('created_by'),
      instant('created_at'),
      instant('updated_at'),
      version(),
    ],
    {
      indices: { ix_consultation_status: ['status', 'respond_by'] },
      foreignKeys: { group_id: { table: 'network_group' } },
      checks: { ck_consultation_status: oneOf('status', ['draft', 'open', 'closed']) },
    },
  );

const createAspect = (q: QueryRunner) =>
  createTable(
    q,
    'consultation_aspect',
    [id(), ref('consultation_id'), int('place'), line('title'), code('topic_code', { length: '64', ...optional })],
    {
      indices: { ix_consultation_aspect: ['consultation_id', 'place'] },
      foreignKeys: {
        consultation_id: { table: 'consultation', onDelete: 'CASCADE' },
        topic_code: { table: 'topic', column: 'code' },
      },
    },
  );

const createRanking = (q: QueryRunner) =>
  createTable(
    q,
    'ranking',
    [
      id(),
      ref('consultation_id'),
      ref('asked_id'),
      varchar('state_code', 2),
      text('comment', optional),
      instant('answered_at'),
    ],
    {
      indices: { ix_ranking_state: ['consultation_id', 'state_code'] },
      foreignKeys: {
        consultation_id: { table: 'consultation', onDelete: 'CASCADE' },
        asked_id: { table: 'preparation_asked', onDelete: 'CASCADE' },
      },
    },
  );

const createPlace = (q: QueryRunner) =>
  createTable(q, 'ranking_place', [id(), ref('ranking_id'), ref('aspect_id'), int('place')], {
    unique: { uq_ranking_place: ['ranking_id', 'place'], uq_ranking_place_aspect: ['ranking_id', 'aspect_id'] },
    indices: { ix_ranking_place_aspect: ['aspect_id'] },
    foreignKeys: {
      ranking_id: { table: 'ranking', onDelete: 'CASCADE' },
      aspect_id: { table: 'consultation_aspect', onDelete: 'CASCADE' },
    },
  });
