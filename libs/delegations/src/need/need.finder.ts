import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import type { Needs } from './need.rules.js';

/** Needs of one person who comes. */
export interface NeedRow extends Needs {
  personId: string;
  name: string;
  organisation: string | null;
  stateCode: string | null;
}

@Injectable()
export class NeedFinder {
  constructor(private readonly db: Db) {}

  /** By State and name. No rights are asked here: see `canSeeNeeds`. */
  ofMeeting(meetingId: string): Promise<NeedRow[]> {
    return this.db.rows<NeedRow>(sql`
      SELECT i.person_id AS personId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, i.state_code AS stateCode,
        (SELECT MIN(o.name) FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
          WHERE a.person_id = p.id AND a.valid_to IS NULL) AS organisation, n.diet, n.access
      FROM need n JOIN invitation i ON i.id = n.invitation_id JOIN person p ON p.id = i.person_id
      WHERE i.meeting_id = ${meetingId} AND i.removed_at IS NULL
      ORDER BY CASE WHEN i.state_code IS NULL THEN 1 ELSE 0 END, i.state_code, p.sort_name`);
  }

  async of(invitationId: string): Promise<Needs | null> {
    const row = await this.db.row<Needs>(sql`SELECT diet, access FROM need WHERE invitation_id = ${invitationId}`);
    return row ?? null;
  }

  async count(meetingId: string): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM need n JOIN invitation i ON i.id = n.invitation_id
      WHERE i.meeting_id = ${meetingId} AND i.removed_at IS NULL`);
    return Number(row!.n);
  }
}
