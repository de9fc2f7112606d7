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
