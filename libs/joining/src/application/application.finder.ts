import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, fromJson, join, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { ApplicationFilter } from './application.dto.js';
import type { Application, Granted, Wish } from './application.entity.js';
import { applicationStatuses, type ApplicationStatus } from './application.rules.js';

type Hidden = 'person' | 'registered' | 'linkHash' | 'openKey' | 'addressKey' | 'language';

export interface ApplicationRow extends Omit<Application, Hidden> {
  language: Language;
  name: string;
}

const columns = sql`a.id, a.kind, a.status, a.given_name AS givenName, a.family_name AS familyName, a.address, a.language,
  a.state_code AS stateCode, a.phone, a.organisation, a.organisation_type AS organisationType, a.function, a.website,
  a.message, a.consent_version AS consentVersion, a.consent_text AS consentText, a.consented_at AS consentedAt, a.wishes,
  a.link_until AS linkUntil, a.created_at AS createdAt, a.confirmed_at AS confirmedAt, a.decided_at AS decidedAt,
  a.decided_by AS decidedBy, a.decision_reason AS decisionReason, a.granted, a.person_id AS personId,
  a.organisation_id AS organisationId, a.version`;

/** Reads of applications. For organisers; applicants come with their own link. */
@Injectable()
export class ApplicationFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** The oldest first: whoever has waited longest. */
  async list(filter: ApplicationFilter, { page, per }: { page: number; per: number }): Promise<PageOf<ApplicationRow>> {
    const rows = await this.rows(sql`${matching(filter)} ORDER BY a.created_at, a.id
      LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    return pageOf(rows, { page, per });
  }

  async count(filter: ApplicationFilter): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM membership_application a WHERE ${matching(filter)}`);
    return Number(row?.n ?? 0);
  }

  /** How many there are in each status. */
  async counts(): Promise<Record<ApplicationStatus, number>> {
    const rows = await this.db.rows<{ status: ApplicationStatus; n: number }>(sql`
      SELECT status, COUNT(*) AS n FROM membership_application GROUP BY status`);
    const counts = Object.fromEntries(applicationStatuses.map((status) => [status, 0])) as Record<
      ApplicationStatus,
      number
    >;
    for (const { status, n } of rows) counts[status] = Number(n);
    return counts;
  }

  async one(id: string): Promise<ApplicationRow | undefined> {
    return (await this.rows(sql`a.id = ${id}`))[0];
  }

  async openFor(addressKey: string): Promise<ApplicationRow | undefined> {
    return (await this.rows(sql`a.open_key = ${addressKey}`))[0];
  }

  /** @param hash of the secret part of a link that confirms; one that is used or too old is none */
  async byLink(hash: string): Promise<ApplicationRow | undefined> {
    const now = this.clock.instant();
    return (await this.rows(sql`a.link_hash = ${hash} AND a.status = 'to_confirm' AND a.link_until > ${now}`))[0];
  }

  private async rows(where: Sql): Promise<ApplicationRow[]> {
    const rows = await this.db.rows<ApplicationRow>(
      sql`SELECT ${columns} FROM membership_application a WHERE ${where}`,
    );
    return rows.map((row) => ({
      ...row,
      name: `${row.givenName} ${row.familyName}`.trim(),
      wishes: fromJson<Wish[]>(row.wishes),
      granted: row.granted === null ? null : fromJson<Granted>(row.granted),
    }));
  }
}

function matching({ status, kind, state }: ApplicationFilter): Sql {
  const conditions = [sql`1 = 1`];
  if (status) conditions.push(sql`a.status = ${status}`);
  if (kind) conditions.push(sql`a.kind = ${kind}`);
  if (state) conditions.push(sql`a.state_code = ${state}`);
  return join(conditions, ' AND ');
}
