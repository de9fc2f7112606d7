import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { NominationFilter } from './nomination.dto.js';
import type { Nomination } from './nomination.entity.js';
import { visibleTo } from './nomination.policy.js';
import { nominationStatuses, type NominationStatus } from './nomination.rules.js';

type Hidden = 'group' | 'nominator' | 'person' | 'openKey' | 'addressKey' | 'language';

export interface NominationRow extends Omit<Nomination, Hidden> {
  language: Language;
  name: string;
  /** Short name of the group. */
  code: string;
}

const columns = sql`n.id, n.group_id AS groupId, g.code, n.role, n.state_code AS stateCode, n.valid_from AS validFrom,
  n.valid_to AS validTo, n.given_name AS givenName, n.family_name AS familyName, n.address, n.language, n.organisation,
  n.function, n.reason, n.status, n.nominated_by_id AS nominatedById, n.nominated_by AS nominatedBy,
  n.created_at AS createdAt, n.decided_at AS decidedAt, n.decided_by AS decidedBy, n.decision_reason AS decisionReason,
  n.granted_role AS grantedRole, n.granted_from AS grantedFrom, n.granted_to AS grantedTo, n.person_id AS personId,
  n.version`;

/** Nominations that the actor may see. */
@Injectable()
export class NominationFinder {
  constructor(private readonly db: Db) {}

  /** The oldest first. */
  async list(actor: Actor, filter: NominationFilter, { page, per }: Place): Promise<PageOf<NominationRow>> {
    const rows = await this.rows(sql`${visibleTo(actor)} AND ${matching(filter)} ORDER BY n.created_at, n.id
      LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    return pageOf(rows, { page, per });
  }

  async count(actor: Actor, filter: NominationFilter): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM nomination n WHERE ${visibleTo(actor)} AND ${matching(filter)}`);
    return Number(row?.n ?? 0);
  }

  async counts(actor: Actor): Promise<Record<NominationStatus, number>> {
    const rows = await this.db.rows<{ status: NominationStatus; n: number }>(sql`
      SELECT n.status, COUNT(*) AS n FROM nomination n WHERE ${visibleTo(actor)} GROUP BY n.status`);
    const counts = Object.fromEntries(nominationStatuses.map((status) => [status, 0])) as Record<
      NominationStatus,
      number
    >;
    for (const { status, n } of rows) counts[status] = Number(n);
    return counts;
  }

  async one(actor: Actor, id: string): Promise<NominationRow | undefined> {
    return (await this.rows(sql`n.id = ${id} AND ${visibleTo(actor)}`))[0];
  }

  private async rows(where: Sql): Promise<NominationRow[]> {
    const rows = await this.db.rows<NominationRow>(sql`
      SELECT ${columns} FROM nomination n JOIN network_group g ON g.id = n.group_id WHERE ${where}`);
    return rows.map((row) => ({ ...row, name: `${row.givenName} ${row.familyName}`.trim() }));
  }
}

interface Place {
  page: number;
  per: number;
}

function matching({ status, group, state }: NominationFilter): Sql {
  const conditions = [sql`1 = 1`];
  if (status) conditions.push(sql`n.status = ${status}`);
  if (group) conditions.push(sql`n.group_id = ${group}`);
  if (state) conditions.push(sql`n.state_code = ${state}`);
  return join(conditions, ' AND ');
}
