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

const stateCode = (more = {}) => varchar('state_code', 2, more);
const state = { table: 'state', column: 'code' };
const own = (table: string) => ({ table, onDelete: 'CASCADE' as const });

export class CreateNetwork20261201091000 implements MigrationInterface {
  name = 'CreateNetwork20261201091000';

  async up(q: QueryRunner): Promise<void> {
    await this.createStates(q);
    await createTable(
      q,
      'organisation',
      [
        id(),
        line('name'),
        line('sort_name'),
        varchar('acronym', 40, optional),
        code('type'),
        stateCode(optional),
        varchar('website', 1000, optional),
        text('note', optional),
        instant('created_at'),
        instant('updated_at'),
        version(),
      ],
      {
        indices: {
          ix_organisation_state: ['state_code', 'sort_name'],
          ix_organisation_sort: ['sort_name'],
          ix_organisation_type: ['type', 'sort_name'],
        },
        foreignKeys: { state_code: state },
        checks: {
          ck_organisation_type: oneOf('type', [
            'governmental',
            'police',
            'ngo',
            'research',
            'international',
            'eu_institution',
            'eu_agency',
            'other',
          ]),
        },
      },
    );
    await this.createPersons(q);
    await this.createGroups(q);
  }

  private async createStates(q: QueryRunner) {
    await createTable(q, 'state', [
      varchar('code', 2, { isPrimary: true }),
      varchar('eurostat_code', 2),
      line('name_en'),
      line('name_nb'),
      line('name_nn'),
      flag('eu'),
    ]);
    await createTable(
      q,
      'participation',
      [id(), stateCode(), code('kind'), day('valid_from'), day('valid_to', optional), text('note', optional)],
      {
        indices: { ix_participation_state: ['state_code'] },
        foreignKeys: { state_code: { ...state, onDelete: 'CASCADE' } },
        checks: { ck_participation_kind: oneOf('kind', ['member', 'observer']) },
      },
    );
    await createTable(q, 'topic', [
      varchar('code', 64, { isPrimary: true }),
      line('name_en'),
      line('name_nb'),
      line('name_nn'),
      flag('is_standing'),
      int('place', { default: '0' }),
    ]);
  }

  private async createPersons(q: QueryRunner) {
    await createTable(
      q,
      'person',
      [
        id(),
        varchar('given_name', 100),
        varchar('family_name', 100),
        line('sort_name'),
        stateCode(optional),
        varchar('phone', 40, optional),
        varchar('mail_language', 2, { default: "'en'" }),
        text('note', optional),
        day('left_on', optional),
        instant('created_at'),
        instant('updated_at'),
        version(),
      ],
      {
        indices: { ix_person_sort: ['sort_name'], ix_person_state: ['state_code', 'sort_name'] },
        foreignKeys: { state_code: state },
      },
    );
    await createTable(
      q,
      'person_email',
      [id(), ref('person_id'), varchar('address', 254), varchar('address_key', 254), flag('is_primary')],
      {
        unique: { uq_person_email_key: ['address_key'] },
        indices: { ix_person_email_person: ['person_id'] },
        foreignKeys: { person_id: own('person') },
      },
    );
    await createTable(
      q,
      'person_language',
      [ref('person_id', { isPrimary: true }), varchar('language', 8, { isPrimary: true })],
      { foreignKeys: { person_id: own('person') } },
    );
    await createTable(
      q,
      'person_topic',
      [
        ref('person_id', { isPrimary: true }),
        varchar('topic_code', 64, { isPrimary: true }),
        line('sort_name', { default: "''" }),
      ],
      {
        indices: { ix_person_topic_topic: ['topic_code', 'sort_name', 'person_id'] },
        foreignKeys: { person_id: own('person'), topic_code: { table: 'topic', column: 'code', onDelete: 'CASCADE' } },
      },
    );
    await createTable(
      q,
      'affiliation',
      [
        id(),
        ref('person_id'),
        ref('organisation_id'),
        line('function', optional),
        day('valid_from', optional),
        day('valid_to', optional),
      ],
      {
        indices: { ix_affiliation_person: ['person_id'], ix_affiliation_organisation: ['organisation_id'] },
        foreignKeys: { person_id: own('person'), organisation_id: { table: 'organisation' } },
      },
    );
  }

  private async createGroups(q: QueryRunner) {
    await createTable(
      q,
      'network_group',
      [
        id(),
        code('code'),
        line('name_en'),
        line('name_nb'),
        line('name_nn'),
        code('kind'),
        text('description', optional),
        instant('created_at'),
        version(),
      ],
      { unique: { uq_network_group_code: ['code'] } },
    );
    await createTable(
      q,
      'membership',
      [
        id(),
        ref('group_id'),
        ref('person_id'),
        code('role'),
        stateCode(optional),
        line('sort_name', { default: "''" }),
        day('valid_from', optional),
        day('valid_to', optional),
        version(),
      ],
      {
        indices: {
          ix_membership_group: ['group_id', 'sort_name', 'person_id'],
          ix_membership_person: ['person_id'],
          ix_membership_state: ['state_code'],
        },
        foreignKeys: { group_id: { table: 'network_group' }, person_id: own('person'), state_code: state },
        checks: { ck_membership_role: oneOf('role', ['chair', 'member', 'alternate', 'observer', 'secretariat']) },
      },
    );
  }

  async down(q: QueryRunner): Promise<void> {
    await dropTables(
      q,
      'membership',
      'network_group',
      'affiliation',
      'person_topic',
      'person_language',
      'person_email',
    );
    await dropTables(q, 'person', 'topic', 'organisation', 'participation', 'state');
  }
}
