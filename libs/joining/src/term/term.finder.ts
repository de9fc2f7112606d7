import { Injectable } from '@nestjs/common';
import { personVisibleTo, type MembershipRole } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { addDays } from '@samrad/platform/pure';
import { horizons, type TermFilter } from './term.dto.js';
import { ofOwnStates } from './term.policy.js';

/** A term that ends. */
export interface TermRow {
  id: string;
  groupId: string;
  code: string;
  personId: string;
  name: string;
  address: string | null;
  language: Language;
  role: MembershipRole;
  stateCode: string | null;
  validFrom: Day | null;
  validTo: Day;
  version: number;
  /** Another term of the person in the group follows. */
  isRenewed: boolean;
}

/** Terms in groups by when they end. */
@Injectable()
export class TermFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Those that last today and end within the days asked for, the next to end first. */
  async ending(actor: Actor, { group, days, renewal }: TermFilter): Promise<TermRow[]> {
    const today = this.clock.today();
    const seen = sql`${ofOwnStates(actor, sql`m.state_code`)} AND ${personVisibleTo(actor, today)}`;
    const inGroup = group ? sql`m.group_id = ${group}` : sql`1 = 1`;
    const rows = await this.within(Number(days ?? horizons[0]), sql`${seen} AND ${inGroup}`);
    return renewal ? rows.filter(({ isRenewed }) => !isRenewed) : rows;
  }

  /** The same for whoever reminds. @param days from today */
  async within(days: number, condition: Sql = sql`1 = 1`): Promise<TermRow[]> {
    const today = this.clock.today();
    const rows = await this.db.rows<Omit<TermRow, 'isRenewed'> & { renewed: number }>(sql`
      SELECT m.id, m.group_id AS groupId, g.code, m.person_id AS personId, e.address, p.mail_language AS language,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, m.role, m.state_code AS stateCode,
        m.valid_from AS validFrom, m.valid_to AS validTo, m.version,
        CASE WHEN EXISTS (SELECT 1 FROM membership f WHERE f.group_id = m.group_id AND f.person_id = m.person_id
          AND f.valid_from > m.valid_to) THEN 1 ELSE 0 END AS renewed
      FROM membership m JOIN person p ON p.id = m.person_id JOIN network_group g ON g.id = m.group_id
      LEFT JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
      WHERE m.valid_to >= ${today} AND m.valid_to <= ${addDays(today, days)}
        AND (m.valid_from IS NULL OR m.valid_from <= ${today}) AND (p.left_on IS NULL OR p.left_on > ${today})
        AND ${condition}
      ORDER BY m.valid_to, m.sort_name, m.id LIMIT 2000`);
    return rows.map(({ renewed, ...row }) => ({ ...row, isRenewed: Number(renewed) === 1 }));
  }
}
