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
  /** From which it was answered: that of the mail, or the one that the link was sent to. */
  address: string | null;
  receivedAt: Instant;
  sequence: number | null;
  isApplied: boolean;
  ruling: string;
  /** Locale key. */
  reason: string | null;
}

const columns = sql`
  r.id, r.status, r.mode, r.comment, r.channel, r.answered_by AS answeredBy, r.received_at AS receivedAt, r.sequence,
  r.is_applied AS isApplied, r.ruling, r.reason,
  COALESCE((SELECT MIN(im.from_address) FROM incoming_mail im WHERE im.reply_id = r.id),
    CASE WHEN r.channel = 'link' THEN i.address END) AS address`;

@Injectable()
export class ReplyFinder {
  constructor(private readonly db: Db) {}

  /** Everything that was ever answered to an invitation, newest first; whoever may see the invitation's comments may ask. */
  async history(invitationId: string): Promise<ReplyRow[]> {
    const rows = await this.db.rows<ReplyRow>(sql`
      SELECT ${columns} FROM reply r JOIN invitation i ON i.id = r.invitation_id WHERE r.invitation_id = ${invitationId} ORDER BY r.received_at DESC, r.id DESC`);
    return rows.map((row) => ({ ...row, isApplied: Boolean(row.isApplied) }));
  }

  /** The same for everybody who is asked to a meeting, by invitation. For organisers. */
  async ofMeeting(meetingId: string): Promise<Map<string, ReplyRow[]>> {
    const rows = await this.db.rows<ReplyRow & { invitationId: string }>(sql`
      SELECT r.invitation_id AS invitationId, ${columns} FROM reply r JOIN invitation i ON i.id = r.invitation_id
      WHERE i.meeting_id = ${meetingId} ORDER BY r.received_at DESC, r.id DESC`);
    const histories = new Map<string, ReplyRow[]>();
    for (const { invitationId, ...row } of rows) {
      const history = histories.get(invitationId) ?? [];
      history.push({ ...row, isApplied: Boolean(row.isApplied) });
      histories.set(invitationId, history);
    }
    return histories;
  }
}
