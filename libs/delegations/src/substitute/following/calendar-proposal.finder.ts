import { Injectable } from '@nestjs/common';
import { standingStatus } from '@samrad/meetings';
import { Db, fromJson, sql } from '@samrad/platform/database';

/** A calendar answer that says who comes instead, and that nobody has entered yet. */
export interface CalendarProposal {
  mailId: string;
  invitationId: string;
  /** Whom the calendar names. */
  address: string;
}

@Injectable()
export class CalendarProposalFinder {
  constructor(private readonly db: Db) {}

  /** Oldest first; only those whose answer still counts. */
  async fresh(meetingId: string): Promise<CalendarProposal[]> {
    const rows = await this.db.rows<Omit<CalendarProposal, 'address'> & { details: unknown }>(sql`
      SELECT e.id AS mailId, i.id AS invitationId, e.details
      FROM incoming_mail e JOIN invitation i ON i.meeting_id = e.meeting_id AND i.person_id = e.person_id
      JOIN meeting m ON m.id = i.meeting_id
      WHERE e.meeting_id = ${meetingId} AND e.ruling = 'DELEGATED' AND ${standingStatus} = 'delegated'
        AND i.removed_at IS NULL AND i.channel = 'calendar'
        AND NOT EXISTS (SELECT 1 FROM substitution u WHERE u.mail_id = e.id)
      ORDER BY e.received_at, e.id`);
    return rows.flatMap(({ details, ...row }) => {
      const address = fromJson<{ delegatedTo?: string[] }>(details)?.delegatedTo?.[0];
      return address ? [{ ...row, address }] : [];
    });
  }
}
