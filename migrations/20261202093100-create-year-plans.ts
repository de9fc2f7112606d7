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
  varchar,
  version,
} from '../libs/platform/src/database/schema.js';

export class CreateYearPlans20261202093100 implements MigrationInterface {
  name = 'CreateYearPlans20261202093100';

  async up(q: QueryRunner): Promise<void> {
    await createTable(
      q,
      'planned_meeting',
      [
        id(),
        ref('series_id'),
        int('year'),
        line('title'),
        varchar('start_wall', 16),
        varchar('end_wall', 16),
        varchar('zone', 64),
        line('place', optional),
        ref('meeting_id', optional),
        instant('created_at'),
        instant('updated_at'),
        version(),
      ],
      {
        indices: { ix_planned_meeting_year: ['series_id', 'year'], ix_planned_meeting_meeting: ['meeting_id'] },
        foreignKeys: {
          series_id: { table: 'meeting_series', onDelete: 'CASCADE' },
          meeting_id: { table: 'meeting', onDelete: 'SET NULL' },
        },
      },
    );
    await createTable(
      q,
      'fixed_date',
      [
        id(),
        code('kind'),
        line('title'),
        day('starts_on'),
        day('ends_on'),
        line('place', optional),
        instant('created_at'),
        instant('updated_at'),
        version(),
      ],
      {
        indices: { ix_fixed_date_start: ['starts_on'] },
        checks: {
          ck_fixed_date_kind: oneOf('kind', ['ncp_meeting', 'other']),
          ck_fixed_date_days: 'ends_on >= starts_on',
        },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(q, 'fixed_date', 'planned_meeting');
  }
}
