import { Injectable } from '@nestjs/common';
import { askable } from '@samrad/network';
import type { InvitationRow } from '@samrad/meetings';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';

/** Somebody who could come instead: a name and a place of work, never an address. */
export interface Candidate {
  personId: string;
  name: string;
  organisation: string | null;
}

const most = 300;

/** Who may be named on the answer page: those of the same organisation or State who are not invited themselves. */
@Injectable()
export class CandidateFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** In order of name. */
  of({ meetingId, personId, stateCode }: Pick<InvitationRow, 'meetingId' | 'personId' | 'stateCode'>) {
    const today = this.clock.today();
    const isCurrent = sql`(w.valid_from IS NULL OR w.valid_from <= ${today}) AND (w.valid_to IS NULL OR w.valid_to >= ${today})`;
    return this.db.rows<Candidate>(sql`
      SELECT p.id AS personId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name,
        (SELECT MIN(o.name) FROM affiliation w JOIN organisation o ON o.id = w.organisation_id
          WHERE w.person_id = p.id AND ${isCurrent}) AS organisation
      FROM person p
      WHERE p.id <> ${personId} AND ${askable(today)}
        AND (p.state_code = ${stateCode} OR EXISTS (SELECT 1 FROM affiliation w JOIN affiliation mine
          ON mine.organisation_id = w.organisation_id AND mine.person_id = ${personId}
          AND (mine.valid_to IS NULL OR mine.valid_to >= ${today})
          WHERE w.person_id = p.id AND ${isCurrent}))
        AND EXISTS (SELECT 1 FROM person_email e WHERE e.person_id = p.id AND e.is_primary = 1)
        AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.meeting_id = ${meetingId} AND i.person_id = p.id
          AND i.sent_at IS NOT NULL AND i.removed_at IS NULL)
      ORDER BY p.sort_name, p.id LIMIT ${most}`);
  }
}
