import { Injectable } from '@nestjs/common';
import { GroupFinder, StateFinder, type GroupRecord } from '@samrad/network';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { ofOwnStates } from '../term/term.policy.js';
import type { CoverageFilter } from './coverage.dto.js';
import { areas, hasGap, type Area, type StateCoverage } from './coverage.rules.js';

interface Counted {
  stateCode: string;
  n: number;
}
interface Seats extends Counted {
  role: string;
  nextEnd: string | null;
}

/** Figures without names: who of the States that take part lacks what. */
@Injectable()
export class CoverageFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly states: StateFinder,
    private readonly groups: GroupFinder,
  ) {}

  /** The group asked for, else REG, else any that is no national network. */
  async group({ group }: CoverageFilter): Promise<GroupRecord | undefined> {
    const chosen = group ? await this.groups.one(group) : undefined;
    const all = (await this.groups.all()).filter(({ kind }) => kind !== 'national_network');
    return chosen ?? all.find(({ code }) => code === 'REG') ?? all[0];
  }

  /** By code of the State; a State's contact gets the own State. */
  async of(actor: Actor, groupId: string | undefined, { gaps }: CoverageFilter): Promise<StateCoverage[]> {
    const codes = await this.codesFor(actor);
    const [experts, known, seats] = await Promise.all([
      this.experts(actor),
      this.areas(actor),
      groupId ? this.seats(actor, groupId) : [],
    ]);
    const rows = codes.map((stateCode): StateCoverage => {
      const own = seats.filter((seat) => seat.stateCode === stateCode);
      const count = (...roles: string[]) => sum(own.filter(({ role }) => roles.includes(role)));
      const ends = own.flatMap(({ nextEnd }) => (nextEnd ? [nextEnd] : [])).sort();
      const knowing = (area: Area) => sum(known.filter((row) => row.stateCode === stateCode && row.area === area));
      return {
        stateCode,
        experts: sum(experts.filter((row) => row.stateCode === stateCode)),
        areas: Object.fromEntries(areas.map((area) => [area, knowing(area)])) as Record<Area, number>,
        ...{ members: count('chair', 'member'), alternates: count('alternate'), nextEnd: ends[0] ?? null },
      };
    });
    return gaps ? rows.filter((row) => hasGap(row, gaps)) : rows;
  }

  private async codesFor(actor: Actor): Promise<string[]> {
    const codes = await this.states.takingPart();
    return isOrganiser(actor) ? codes : codes.filter((code) => actor.stateCodes.includes(code));
  }

  private experts(actor: Actor): Promise<Counted[]> {
    return this.db.rows<Counted>(sql`
      SELECT m.state_code AS stateCode, COUNT(DISTINCT p.id) AS n ${this.contactPoints(actor)} GROUP BY m.state_code`);
  }

  private areas(actor: Actor): Promise<(Counted & { area: string })[]> {
    return this.db.rows(sql`
      SELECT m.state_code AS stateCode, t.topic_code AS area, COUNT(DISTINCT p.id) AS n
      ${this.contactPoints(actor, sql`JOIN person_topic t ON t.person_id = p.id AND t.topic_code IN (${join([...areas])})`)}
      GROUP BY m.state_code, t.topic_code`);
  }

  private seats(actor: Actor, groupId: string): Promise<Seats[]> {
    return this.db.rows<Seats>(sql`
      SELECT m.state_code AS stateCode, m.role, COUNT(*) AS n, MIN(${endOf}) AS nextEnd
      FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.group_id = ${groupId} AND ${this.lasting(actor)} GROUP BY m.state_code, m.role`);
  }

  private contactPoints(actor: Actor, more: Sql = sql``): Sql {
    return sql`FROM membership m JOIN person p ON p.id = m.person_id
      JOIN network_group g ON g.id = m.group_id AND g.kind = 'contact_points' ${more} WHERE ${this.lasting(actor)}`;
  }

  private lasting(actor: Actor): Sql {
    const today = this.clock.today();
    return sql`m.state_code IS NOT NULL AND (m.valid_from IS NULL OR m.valid_from <= ${today})
      AND (m.valid_to IS NULL OR m.valid_to >= ${today}) AND (p.left_on IS NULL OR p.left_on > ${today})
      AND ${ofOwnStates(actor, sql`m.state_code`)}`;
  }
}

const sum = (rows: readonly { n: number }[]): number => rows.reduce((total, { n }) => total + Number(n), 0);

/** When somebody's time in the group ends, the terms that follow the one of today counted; null: not at all. */
const endOf = sql`CASE
  WHEN EXISTS (SELECT 1 FROM membership fm WHERE fm.group_id = m.group_id AND fm.person_id = m.person_id
    AND fm.valid_from > m.valid_to AND fm.valid_to IS NULL) THEN NULL
  ELSE COALESCE((SELECT MAX(fm.valid_to) FROM membership fm WHERE fm.group_id = m.group_id
    AND fm.person_id = m.person_id AND fm.valid_from > m.valid_to), m.valid_to) END`;
