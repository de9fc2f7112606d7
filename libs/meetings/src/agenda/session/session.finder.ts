import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import type { Exempted } from '@samrad/library';
import type { Group, Session } from './session.types.js';

/** With what keeps it from the public, and why: for organisers. */
export interface SessionRow extends Session, Exempted {
  meetingId: string;
  version: number;
}

/** A session of a draft with its groups in order. */
export type KnownSession = SessionRow & { groups: Group[] };

@Injectable()
export class SessionFinder {
  constructor(private readonly db: Db) {}

  /** For organisers. */
  async of(meetingId: string): Promise<KnownSession[]> {
    const [sessions, groups] = await Promise.all([
      this.db.rows<SessionRow>(sql`
        SELECT id, meeting_id AS meetingId, title, access, attribution, exemption,
          exemption_reason AS exemptionReason, exemption_review_on AS exemptionReviewOn, version
        FROM agenda_session WHERE meeting_id = ${meetingId} ORDER BY place, id`),
      this.db.rows<Group & { sessionId: string }>(sql`
        SELECT g.id, g.session_id AS sessionId, g.name, g.room, g.chair_id AS chairId,
          CASE WHEN p.id IS NULL THEN NULL ELSE TRIM(CONCAT(p.given_name, ' ', p.family_name)) END AS chair
        FROM agenda_group g JOIN agenda_session s ON s.id = g.session_id LEFT JOIN person p ON p.id = g.chair_id
        WHERE s.meeting_id = ${meetingId} ORDER BY g.place, g.id`),
    ]);
    return sessions.map((session) => ({
      ...session,
      groups: groups.filter(({ sessionId }) => sessionId === session.id).map(({ sessionId: _, ...group }) => group),
    }));
  }

  async one(id: string): Promise<KnownSession | undefined> {
    const row = await this.db.row<{ meetingId: string }>(sql`
      SELECT meeting_id AS meetingId FROM agenda_session WHERE id = ${id}`);
    return row && (await this.of(row.meetingId)).find((session) => session.id === id);
  }

  /** How many items stand under it. */
  async itemsUnder(id: string): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM agenda_item WHERE session_id = ${id}`);
    return Number(row!.n);
  }
}
