import { Injectable } from '@nestjs/common';
import { standingStatus } from '@samrad/meetings';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { allot, type Held, type Invited } from './seat.rules.js';

interface Raw {
  invitationId: string;
  stateCode: string;
  status: string;
  answeredAt: Instant | null;
  isStandIn: number;
  hasProposal: number;
  heldStatus: Held['status'] | null;
  claimedAt: Instant | null;
}

/** The seats of a meeting as they are now. */
export interface Seating {
  /** Null: as many as come. */
  perState: number | null;
  /** Of the setting; 0 before it was ever set. */
  version: number;
  people: Invited[];
  /** By id of the invitation. */
  places: Map<string, Held>;
}

@Injectable()
export class SeatFinder {
  constructor(private readonly db: Db) {}

  async setting(meetingId: string): Promise<Pick<Seating, 'perState' | 'version'>> {
    const row = await this.db.row<Pick<Seating, 'perState' | 'version'>>(sql`
      SELECT per_state AS perState, version FROM meeting_seats WHERE id = ${meetingId}`);
    return row ?? { perState: null, version: 0 };
  }

  /** Computed from the answers, so that it is true before the worker has written it down. */
  async of(meetingId: string): Promise<Seating> {
    const setting = await this.setting(meetingId);
    if (setting.perState === null) return { ...setting, people: [], places: new Map() };
    const people = await this.people(meetingId);
    return { ...setting, people, places: allot(people, setting.perState) };
  }

  /** Everybody who is invited for a State. */
  async people(meetingId: string): Promise<Invited[]> {
    const rows = await this.db.rows<Raw>(sql`
      SELECT i.id AS invitationId, i.state_code AS stateCode, ${standingStatus} AS status, i.answered_at AS answeredAt,
        s.status AS heldStatus, s.claimed_at AS claimedAt,
        CASE WHEN EXISTS (SELECT 1 FROM substitution u JOIN invitation pi ON pi.id = u.invitation_id
          WHERE u.stand_in_id = i.id AND u.status = 'confirmed' AND pi.answered_sequence >= m.significant_sequence)
          THEN 1 ELSE 0 END AS isStandIn,
        CASE WHEN EXISTS (SELECT 1 FROM substitution u WHERE u.invitation_id = i.id AND u.status = 'proposed')
          THEN 1 ELSE 0 END AS hasProposal
      FROM invitation i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN seat s ON s.invitation_id = i.id
      WHERE i.meeting_id = ${meetingId} AND i.sent_at IS NOT NULL AND i.removed_at IS NULL
        AND i.state_code IS NOT NULL
      ORDER BY i.id`);
    return rows.map(({ heldStatus, claimedAt, isStandIn, hasProposal, ...row }) => ({
      ...row,
      isStandIn: Boolean(isStandIn),
      hasProposal: Boolean(hasProposal),
      held: heldStatus && { status: heldStatus, claimedAt: claimedAt! },
    }));
  }
}
