import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import type { AttendanceMode, InvitationStatus } from '../invitation/invitation.entity.js';
import type { ReplyChannel } from './reply.entity.js';

/** One line of the history of answers. */
export interface ReplyRow {
  id: string;
  status: InvitationStatus | null;
  mode: AttendanceMode | null;
  comment: string | null;
  channel: ReplyChannel;
  answeredBy: string | null;
  receivedAt: Instant;
  sequence: number | null;
  isApplied: boolean;
  ruling: string;
  /** Locale key. */
  reason: string | null;
}

@Injectable()
export class ReplyFinder {
  constructor(private readonly db: Db) {}

  /** Everything that was ever answered to an invitation, newest first; whoever may see the invitation's comments may ask. */
  async history(invitationId: string): Promise<ReplyRow[]> {
    const rows = await this.db.rows<ReplyRow>(sql`
      SELECT id, status, mode, comment, channel, answered_by AS answeredBy, received_at AS receivedAt, sequence,
        is_applied AS isApplied, ruling, reason
      FROM reply WHERE invitation_id = ${invitationId} ORDER BY received_at DESC, id DESC`);
    return rows.map((row) => ({ ...row, isApplied: Boolean(row.isApplied) }));
  }
}
