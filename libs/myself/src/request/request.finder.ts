import { Injectable } from '@nestjs/common';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { Outbox } from '@samrad/platform/mail';
import type { RequestKind, RequestStatus } from './request.rules.js';

export interface RequestRow {
  id: string;
  personId: string;
  givenName: string;
  familyName: string;
  stateCode: string | null;
  kind: RequestKind;
  words: string | null;
  status: RequestStatus;
  askedAt: Instant;
  dueOn: Day;
  reason: string | null;
  decidedAt: Instant | null;
  decidedBy: string | null;
  version: number;
}

@Injectable()
export class RequestFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    outbox: Outbox,
  ) {
    outbox.keepFrom((ids) => this.restrictedOf(ids));
  }

  /** What waits comes first, the most urgent at the top. */
  all(): Promise<RequestRow[]> {
    return this.rows(sql`1 = 1`);
  }

  of(personId: string): Promise<RequestRow[]> {
    return this.rows(sql`r.person_id = ${personId}`);
  }

  async one(id: string): Promise<RequestRow | undefined> {
    return (await this.rows(sql`r.id = ${id}`))[0];
  }

  async waiting(): Promise<{ count: number; late: number }> {
    const row = await this.db.row<{ n: number; late: number }>(sql`
      SELECT COUNT(*) AS n, SUM(CASE WHEN due_on < ${this.clock.today()} THEN 1 ELSE 0 END) AS late
      FROM privacy_request WHERE status = 'waiting'`);
    return { count: Number(row!.n), late: Number(row!.late ?? 0) };
  }

  /** Which of these are restricted: no mail goes to them. */
  private async restrictedOf(personIds: readonly string[]): Promise<Set<string>> {
    if (!personIds.length) return new Set();
    const rows = await this.db.rows<{ id: string }>(sql`SELECT id FROM person WHERE restricted_at IS NOT NULL`);
    return new Set(rows.map(({ id }) => id));
  }

  private rows(condition: Sql): Promise<RequestRow[]> {
    return this.db.rows<RequestRow>(sql`
      SELECT r.id, r.person_id AS personId, p.given_name AS givenName, p.family_name AS familyName,
        p.state_code AS stateCode, r.kind, r.words, r.status, r.asked_at AS askedAt, r.due_on AS dueOn, r.reason,
        r.decided_at AS decidedAt, CONCAT(d.given_name, ' ', d.family_name) AS decidedBy, r.version
      FROM privacy_request r JOIN person p ON p.id = r.person_id LEFT JOIN person d ON d.id = r.decided_by_id
      WHERE ${condition} ORDER BY CASE WHEN r.status = 'waiting' THEN 0 ELSE 1 END, r.due_on, r.id DESC LIMIT 200`);
  }
}
