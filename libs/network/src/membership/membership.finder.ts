import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { PersonFields } from '../person/fields/person-fields.finder.js';
import { withPlaceOfWork } from '../person/person.finder.js';
import { visibleTo } from '../person/person.policy.js';
import type { MembershipRole } from './membership.entity.js';

export interface MembershipRecord {
  id: string;
  groupId: string;
  personId: string;
  role: MembershipRole;
  stateCode: string | null;
  validFrom: Day | null;
  validTo: Day | null;
  version: number;
}

/** A membership with who it is. */
export interface MembershipRow extends MembershipRecord {
  givenName: string;
  familyName: string;
  leftOn: Day | null;
  /** Whether another term of the person in the group follows: 1 or 0. */
  isRenewed: number | boolean;
  email: string | null;
  organisation: string | null;
  function: string | null;
}

@Injectable()
export class MembershipFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly fields: PersonFields,
  ) {}

  one(id: string): Promise<MembershipRecord | undefined> {
    return this.db.row<MembershipRecord>(sql`SELECT ${columns} FROM membership m WHERE m.id = ${id}`);
  }

  /** Further terms of the person in the group that follow and have not begun, the next one first. */
  later({ id, groupId, personId, validFrom }: MembershipRecord): Promise<MembershipRecord[]> {
    return this.db.rows<MembershipRecord>(sql`
      SELECT ${columns} FROM membership m WHERE m.group_id = ${groupId} AND m.person_id = ${personId} AND m.id <> ${id}
        AND m.valid_from > ${this.clock.today()} AND m.valid_from > ${validFrom ?? ''} ORDER BY m.valid_from, m.id`);
  }

  /** Members whom the actor may see, by State and name. @param when in the group today, before or later */
  async ofGroup(actor: Actor, groupId: string, when: 'now' | 'before' | 'later'): Promise<MembershipRow[]> {
    const today = this.clock.today();
    const rows = await this.db.rows<MembershipRow>(sql`
      SELECT ${columns}, p.given_name AS givenName, p.family_name AS familyName, p.left_on AS leftOn,
        ${isRenewed},
        e.address AS email, o.name AS organisation, a.function
      FROM membership m JOIN person p ON p.id = m.person_id ${withPlaceOfWork(today)}
      WHERE m.group_id = ${groupId} AND ${this.phase(when, today)} AND ${visibleTo(actor, today)}
      ORDER BY CASE WHEN m.state_code IS NULL THEN 1 ELSE 0 END, m.state_code, m.sort_name, m.id LIMIT 2000`);
    return this.fields.masked(actor, rows, ({ personId }) => personId);
  }

  /** Who represents a State in the groups today, by group and name. */
  async ofState(actor: Actor, stateCode: string): Promise<(MembershipRow & { code: string })[]> {
    const today = this.clock.today();
    const rows = await this.db.rows<MembershipRow & { code: string }>(sql`
      SELECT ${columns}, g.code, p.given_name AS givenName, p.family_name AS familyName, p.left_on AS leftOn,
        ${isRenewed},
        e.address AS email, o.name AS organisation, a.function
      FROM membership m JOIN person p ON p.id = m.person_id JOIN network_group g ON g.id = m.group_id
        ${withPlaceOfWork(today)}
      WHERE m.state_code = ${stateCode} AND ${this.phase('now', today)} AND ${visibleTo(actor, today)}
      ORDER BY g.code, m.sort_name, m.id LIMIT 2000`);
    return this.fields.masked(actor, rows, ({ personId }) => personId);
  }

  /** Which States have somebody in the group today, whoever asks: only the fact, no names. */
  async statesIn(groupId: string): Promise<string[]> {
    const rows = await this.db.rows<{ stateCode: string }>(sql`
      SELECT DISTINCT m.state_code AS stateCode FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.group_id = ${groupId} AND m.state_code IS NOT NULL AND ${this.phase('now', this.clock.today())}
      ORDER BY m.state_code`);
    return rows.map(({ stateCode }) => stateCode);
  }

  private phase(when: 'now' | 'before' | 'later', today: Day): Sql {
    if (when === 'later') return sql`m.valid_from > ${today} AND p.restricted_at IS NULL`;
    if (when === 'before') return sql`(m.valid_to < ${today} OR p.left_on <= ${today}) AND p.restricted_at IS NULL`;
    return sql`(m.valid_from IS NULL OR m.valid_from <= ${today}) AND (m.valid_to IS NULL OR m.valid_to >= ${today})
      AND (p.left_on IS NULL OR p.left_on > ${today}) AND p.restricted_at IS NULL`;
  }
}

const columns = sql`m.id, m.group_id AS groupId, m.person_id AS personId, m.role, m.state_code AS stateCode,
  m.valid_from AS validFrom, m.valid_to AS validTo, m.version`;

const isRenewed = sql`CASE WHEN EXISTS (SELECT 1 FROM membership fm WHERE fm.group_id = m.group_id
  AND fm.person_id = m.person_id AND fm.valid_from > m.valid_to) THEN 1 ELSE 0 END AS isRenewed`;
