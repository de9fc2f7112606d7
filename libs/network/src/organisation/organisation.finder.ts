import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, empty, join, sql, type Sql } from '@samrad/platform/database';
import { fold } from '@samrad/platform/pure';
import { Search } from '@samrad/platform/search';
import { pageOf, type PageOf } from '@samrad/platform/views';
import { PersonFields } from '../person/fields/person-fields.finder.js';
import { fieldShownTo } from '../person/fields/person-fields.policy.js';
import { visibleTo } from '../person/person.policy.js';
import type { OrganisationFilter } from './organisation.dto.js';
import type { OrganisationType } from './organisation.entity.js';

export interface OrganisationRow {
  id: string;
  name: string;
  acronym: string | null;
  type: OrganisationType;
  stateCode: string | null;
}

export interface OrganisationRecord extends OrganisationRow {
  website: string | null;
  number: string | null;
  externalKey: string | null;
  note: string | null;
  createdAt: Instant;
  updatedAt: Instant;
  version: number;
}

/** A person's place in the organisation. */
export interface OrganisationPersonRow {
  id: string;
  givenName: string;
  familyName: string;
  stateCode: string | null;
  email: string | null;
  function: string | null;
  validFrom: Day | null;
  validTo: Day | null;
  leftOn: Day | null;
}

const orders = {
  name: sql`o.sort_name`,
  state: sql`o.state_code`,
  type: sql`o.type`,
} as const;

@Injectable()
export class OrganisationFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly search: Search,
    private readonly fields: PersonFields,
  ) {}

  async list(
    filter: OrganisationFilter,
    { page, per }: { page: number; per: number },
  ): Promise<PageOf<OrganisationRow>> {
    const [key, direction] = (filter.sort ?? 'name-asc').split('-') as [keyof typeof orders, string];
    const down = direction === 'desc' ? sql`DESC` : empty;
    const first = key === 'name' ? empty : sql`${orders[key]} ${down},`;
    const rows = await this.db.rows<OrganisationRow>(sql`
      SELECT o.id, o.name, o.acronym, o.type, o.state_code AS stateCode FROM organisation o
      WHERE ${this.matching(filter)} ORDER BY ${first} o.sort_name ${down}, o.id
      LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    return pageOf(rows, { page, per });
  }

  async count(filter: OrganisationFilter): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM organisation o WHERE ${this.matching(filter)}`);
    return Number(row?.n ?? 0);
  }

  one(id: string): Promise<OrganisationRecord | undefined> {
    return this.db.row<OrganisationRecord>(sql`
      SELECT o.id, o.name, o.acronym, o.type, o.state_code AS stateCode, o.website, o.number,
        o.external_key AS externalKey, o.note,
        o.created_at AS createdAt, o.updated_at AS updatedAt, o.version
      FROM organisation o WHERE o.id = ${id}`);
  }

  /** Those of its people whom the actor may see. @param when working there today, or before */
  async persons(actor: Actor, id: string, when: 'now' | 'before'): Promise<OrganisationPersonRow[]> {
    const today = this.clock.today();
    const isHere = sql`(a.valid_from IS NULL OR a.valid_from <= ${today})
      AND (a.valid_to IS NULL OR a.valid_to >= ${today}) AND (p.left_on IS NULL OR p.left_on > ${today})`;
    const rows = await this.db.rows<OrganisationPersonRow>(sql`
      SELECT p.id, p.given_name AS givenName, p.family_name AS familyName, p.state_code AS stateCode, p.left_on AS leftOn,
        e.address AS email, a.function, a.valid_from AS validFrom, a.valid_to AS validTo
      FROM affiliation a JOIN person p ON p.id = a.person_id
      LEFT JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
      WHERE a.organisation_id = ${id} AND ${visibleTo(actor, today)} AND ${fieldShownTo(actor, 'organisation', today)}
        AND p.restricted_at IS NULL AND ${when === 'now' ? isHere : sql`NOT (${isHere})`}
      ORDER BY p.sort_name, p.id LIMIT 1000`);
    return this.fields.masked(actor, rows, ({ id: personId }) => personId);
  }

  /** Organisations of a State, for its page. */
  ofState(stateCode: string): Promise<OrganisationRow[]> {
    return this.db.rows<OrganisationRow>(sql`
      SELECT o.id, o.name, o.acronym, o.type, o.state_code AS stateCode FROM organisation o
      WHERE o.state_code = ${stateCode} ORDER BY o.sort_name, o.id`);
  }

  /** Whose name or acronym begins so, or has a word that does; for a typeahead. */
  forPicker(q: string, limit = 12): Promise<OrganisationRow[]> {
    const start = fold(q).replace(/[%_\\]/g, '');
    return this.db.rows<OrganisationRow>(sql`
      SELECT o.id, o.name, o.acronym, o.type, o.state_code AS stateCode FROM organisation o
      WHERE o.sort_name LIKE ${`${start}%`} OR o.sort_name LIKE ${`% ${start}%`} OR o.acronym LIKE ${`${start}%`}
      ORDER BY o.sort_name LIMIT ${limit}`);
  }

  /** All of them for a plain select, in order of name. */
  all(): Promise<OrganisationRow[]> {
    return this.db.rows<OrganisationRow>(sql`
      SELECT o.id, o.name, o.acronym, o.type, o.state_code AS stateCode FROM organisation o
      ORDER BY o.sort_name, o.id LIMIT 2000`);
  }

  /** Whether anybody works or worked there: then it stays. */
  async isUsed(id: string): Promise<boolean> {
    return Boolean(await this.db.row(sql`SELECT id FROM affiliation WHERE organisation_id = ${id} LIMIT 1`));
  }

  private matching({ q, type, state }: OrganisationFilter): Sql {
    const conditions = [sql`1 = 1`];
    const words = q ? this.search.idsMatching('organisation', q) : null;
    if (words) conditions.push(sql`o.id IN (${words})`);
    if (type) conditions.push(sql`o.type = ${type}`);
    if (state) conditions.push(sql`o.state_code = ${state}`);
    return join(conditions, ' AND ');
  }
}
