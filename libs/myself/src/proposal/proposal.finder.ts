import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { presentOf, type ProposalField, type ProposalStatus, type Standing } from './proposal.rules.js';

export interface ProposalRow {
  id: string;
  personId: string;
  givenName: string;
  familyName: string;
  field: ProposalField;
  /** Code of a State, name of an organisation, short name of a group, or the text itself. */
  value: string;
  function: string | null;
  words: string | null;
  status: ProposalStatus;
  askedAt: Instant;
  reason: string | null;
  version: number;
  /** What the register has in its place today; empty: nothing. */
  present: string;
}

/** Somebody whose State was changed as proposed, with terms that stand for another one. */
export interface Moved {
  personId: string;
  givenName: string;
  familyName: string;
  stateCode: string;
  terms: { id: string; code: string; role: string; stateCode: string }[];
}

type Of<R> = R & { personId: string };

/** What people propose, beside what the register says. */
@Injectable()
export class ProposalFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  of(personId: string): Promise<ProposalRow[]> {
    return this.rows(sql`o.person_id = ${personId}`);
  }

  waiting(): Promise<ProposalRow[]> {
    return this.rows(sql`o.status = 'waiting'`);
  }

  one(id: string): Promise<ProposalRow | undefined> {
    return this.rows(sql`o.id = ${id}`).then(([row]) => row);
  }

  /**
   * After a State was accepted: which memberships of today and later still stand for another one. Whom somebody represents
   * in a group is not theirs to say.
   * @returns null for other proposals, and when there is none
   */
  async moved(id: string): Promise<Moved | null> {
    const person = await this.db.row<Omit<Moved, 'terms'>>(sql`
      SELECT p.id AS personId, p.given_name AS givenName, p.family_name AS familyName, p.state_code AS stateCode
      FROM own_proposal o JOIN person p ON p.id = o.person_id AND p.state_code = o.value
      WHERE o.id = ${id} AND o.field = 'state' AND o.status = 'accepted'`);
    if (!person) return null;
    const terms = await this.db.rows<Moved['terms'][number]>(sql`
      SELECT m.id, g.code, m.role, m.state_code AS stateCode FROM membership m JOIN network_group g ON g.id = m.group_id
      WHERE m.person_id = ${person.personId} AND m.state_code <> ${person.stateCode}
        AND (m.valid_to IS NULL OR m.valid_to >= ${this.clock.today()}) ORDER BY g.code, m.id`);
    return terms.length ? { ...person, terms } : null;
  }

  /** How many wait. */
  async countWaiting(): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM own_proposal WHERE status = 'waiting'`);
    return Number(row!.n);
  }

  /** What the register says of these persons today. */
  async standingOf(personIds: readonly string[]): Promise<Map<string, Standing>> {
    if (!personIds.length) return new Map();
    const ids = join([...new Set(personIds)]);
    const today = this.clock.today();
    const lasts = sql`(a.valid_from IS NULL OR a.valid_from <= ${today}) AND (a.valid_to IS NULL OR a.valid_to >= ${today})`;
    const [persons, places, groups] = await Promise.all([
      this.db.rows<{ id: string; stateCode: string | null }>(sql`
        SELECT id, state_code AS stateCode FROM person WHERE id IN (${ids})`),
      this.db.rows<Of<Standing['places'][number]>>(sql`
        SELECT a.person_id AS personId, a.organisation_id AS organisationId, o.name AS organisation, a.function
        FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
        WHERE a.person_id IN (${ids}) AND ${lasts} ORDER BY a.valid_from DESC, a.id DESC`),
      this.db.rows<Of<Standing['groups'][number]>>(sql`
        SELECT a.person_id AS personId, a.group_id AS groupId, g.code
        FROM membership a JOIN network_group g ON g.id = a.group_id
        WHERE a.person_id IN (${ids}) AND ${lasts} ORDER BY g.code`),
    ]);
    const own = <R>(rows: Of<R>[], id: string) => rows.filter(({ personId }) => personId === id);
    return new Map(
      persons.map(({ id, stateCode }) => [id, { stateCode, places: own(places, id), groups: own(groups, id) }]),
    );
  }

  private async rows(condition: Sql): Promise<ProposalRow[]> {
    const rows = await this.db.rows<Omit<ProposalRow, 'present'>>(sql`
      SELECT o.id, o.person_id AS personId, p.given_name AS givenName, p.family_name AS familyName, o.field,
        COALESCE(org.name, g.code, o.value) AS value, o.proposed_function AS \`function\`, o.words, o.status,
        o.asked_at AS askedAt, o.reason, o.version
      FROM own_proposal o JOIN person p ON p.id = o.person_id
      LEFT JOIN organisation org ON o.field = 'organisation' AND org.id = o.value
      LEFT JOIN network_group g ON o.field = 'group' AND g.id = o.value
      WHERE ${condition} ORDER BY o.asked_at DESC, o.id DESC LIMIT 200`);
    const standing = await this.standingOf(rows.map(({ personId }) => personId));
    return rows.map((row) => ({ ...row, present: presentOf(row.field, standing.get(row.personId)!) }));
  }
}
