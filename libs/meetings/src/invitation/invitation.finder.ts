import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import type { MeetingStatus } from '../meeting/meeting.entity.js';
import type { AttendanceMode, InvitationStatus } from './invitation.entity.js';
import { visibleTo } from './invitation.policy.js';

/** An invitation with the answer that counts now. */
export interface InvitationRow {
  id: string;
  meetingId: string;
  personId: string;
  name: string;
  stateCode: string | null;
  organisation: string | null;
  address: string;
  language: Language;
  role: 'required' | 'optional';
  status: InvitationStatus;
  mode: AttendanceMode | null;
  comment: string | null;
  channel: string | null;
  answeredAt: Instant | null;
  replyStamp: Instant | null;
  sentAt: Instant | null;
  /** When they were asked to keep the day free. */
  holdSentAt: Instant | null;
  /** Since when mail to `address` comes back; null: it works as far as we know. */
  failedSince: Instant | null;
  failedWords: string | null;
  sentSequence: number | null;
  sentDigest: string | null;
  /** JSON, `ToldFacts`. */
  toldFacts: string | null;
  remindedAt: Instant | null;
  firstMessageId: string | null;
  removedAt: Instant | null;
  version: number;
}

/** An open invitation of one person, for their own overview. */
export interface OwnInvitation {
  id: string;
  meetingId: string;
  title: string;
  seriesCode: string | null;
  number: number | null;
  meetingStatus: MeetingStatus;
  startWall: string;
  endWall: string;
  startAt: Instant;
  zone: string;
  place: string | null;
  videoUrl: string | null;
  answerBy: string | null;
  sequence: number;
  status: InvitationStatus;
  mode: AttendanceMode | null;
}

/** An invitation to a meeting that is over. */
export type PastInvitation = Pick<
  OwnInvitation,
  'meetingId' | 'title' | 'seriesCode' | 'number' | 'startAt' | 'startWall'
>;

/** An answer to an earlier date no longer counts once people were told of the new one; what nobody was told changes nothing. */
const standing = (value: Sql, none: Sql = sql`NULL`): Sql =>
  sql`CASE WHEN i.answered_sequence < m.told_significant_sequence THEN ${none} ELSE ${value} END`;

/** The status that counts, of `invitation i` to `meeting m`. */
export const standingStatus: Sql = standing(sql`i.status`, sql`'needs_action'`);
export const standingMode: Sql = standing(sql`i.mode`);

@Injectable()
export class InvitationFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined when it does not exist or is not for the actor */
  one(actor: Actor, id: string): Promise<InvitationRow | undefined> {
    return this.db.row<InvitationRow>(sql`${this.select()} WHERE i.id = ${id} AND ${visibleTo(actor)}`);
  }

  /** Whoever has left the network is not let in any more. @param hash of the secret part of a personal link */
  byLink(hash: string): Promise<InvitationRow | undefined> {
    return this.db.row<InvitationRow>(sql`${this.select()} WHERE i.link_hash = ${hash} AND i.sent_at IS NOT NULL
      AND (p.left_on IS NULL OR p.left_on > ${this.clock.today()})`);
  }

  /** One's own invitation to a meeting, once it was sent. */
  own(actor: Actor, meetingId: string): Promise<InvitationRow | undefined> {
    return this.db.row<InvitationRow>(sql`${this.select()} WHERE i.meeting_id = ${meetingId}
      AND i.person_id = ${actor.personId} AND i.sent_at IS NOT NULL AND i.removed_at IS NULL`);
  }

  /** Everybody asked to a meeting, by State and name. No rights are asked here. @param condition on `invitation i` */
  all(meetingId: string, condition: Sql = sql`1 = 1`): Promise<InvitationRow[]> {
    return this.db.rows<InvitationRow>(sql`${this.select()} WHERE i.meeting_id = ${meetingId} AND ${condition}
      ORDER BY CASE WHEN i.state_code IS NULL THEN 1 ELSE 0 END, i.state_code, p.sort_name, i.id`);
  }

  /** Those who were asked and not removed. */
  invited(meetingId: string): Promise<InvitationRow[]> {
    return this.all(meetingId, sql`i.sent_at IS NOT NULL AND i.removed_at IS NULL`);
  }

  /** Those who have to hear of changes: called, or asked to keep the day free. */
  listening(meetingId: string): Promise<InvitationRow[]> {
    return this.all(meetingId, sql`i.removed_at IS NULL AND (i.sent_at IS NOT NULL OR i.hold_sent_at IS NOT NULL)`);
  }

  /** Taken out of the choice after they were asked to keep the day free; told with the next sending. */
  dropped(meetingId: string): Promise<InvitationRow[]> {
    return this.all(meetingId, sql`i.removed_at IS NOT NULL AND i.hold_sent_at IS NOT NULL`);
  }

  /** Chosen, not yet sent. */
  chosen(meetingId: string): Promise<InvitationRow[]> {
    return this.all(meetingId, sql`i.sent_at IS NULL AND i.removed_at IS NULL`);
  }

  some(ids: readonly string[]): Promise<InvitationRow[]> {
    if (!ids.length) return Promise.resolve([]);
    return this.db.rows<InvitationRow>(
      sql`${this.select()} WHERE i.id IN (${join([...ids])}) ORDER BY p.sort_name, i.id`,
    );
  }

  /** A person's invitations to meetings that are not over, the next one first. */
  mine(actor: Actor, limit = 50): Promise<OwnInvitation[]> {
    if (!actor.personId) return Promise.resolve([]);
    return this.db.rows<OwnInvitation>(sql`
      SELECT i.id, m.id AS meetingId, m.title, s.code AS seriesCode, m.number, m.status AS meetingStatus,
        m.start_wall AS startWall, m.end_wall AS endWall, m.start_at AS startAt, m.zone, m.place,
        m.video_url AS videoUrl, m.answer_by AS answerBy, m.sequence,
        ${standingStatus} AS status, ${standingMode} AS mode
      FROM invitation i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN meeting_series s ON s.id = m.series_id
      WHERE i.person_id = ${actor.personId} AND i.sent_at IS NOT NULL AND i.removed_at IS NULL
        AND m.end_at > ${this.clock.instant()} AND m.status IN ('called', 'postponed', 'cancelled')
      ORDER BY m.start_at, i.id LIMIT ${limit}`);
  }

  /** A person's invitations to meetings that are over, the last one first. */
  past(actor: Actor, limit = 50): Promise<PastInvitation[]> {
    if (!actor.personId) return Promise.resolve([]);
    return this.db.rows<PastInvitation>(sql`
      SELECT m.id AS meetingId, m.title, s.code AS seriesCode, m.number, m.start_at AS startAt, m.start_wall AS startWall
      FROM invitation i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN meeting_series s ON s.id = m.series_id
      WHERE i.person_id = ${actor.personId} AND i.sent_at IS NOT NULL AND i.removed_at IS NULL
        AND m.end_at <= ${this.clock.instant()} AND m.status NOT IN ('draft', 'cancelled')
      ORDER BY m.start_at DESC, i.id DESC LIMIT ${limit}`);
  }

  private select(): Sql {
    const today = this.clock.today();
    return sql`
      SELECT i.id, i.meeting_id AS meetingId, i.person_id AS personId,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, i.state_code AS stateCode, o.name AS organisation,
        i.address, p.mail_language AS language, i.role, ${standingStatus} AS status, ${standingMode} AS mode,
        ${standing(sql`i.comment`)} AS comment, ${standing(sql`i.channel`)} AS channel,
        ${standing(sql`i.answered_at`)} AS answeredAt, ${standing(sql`i.reply_stamp`)} AS replyStamp, i.sent_at AS sentAt,
        i.hold_sent_at AS holdSentAt, pe.failed_since AS failedSince, pe.failed_words AS failedWords,
        i.sent_sequence AS sentSequence, i.sent_digest AS sentDigest, i.told_facts AS toldFacts, i.reminded_at AS remindedAt,
        i.first_message_id AS firstMessageId, i.removed_at AS removedAt, i.version
      FROM invitation i
      JOIN meeting m ON m.id = i.meeting_id
      JOIN person p ON p.id = i.person_id
      LEFT JOIN person_email pe ON pe.person_id = i.person_id AND pe.address_key = LOWER(i.address)
      LEFT JOIN affiliation a ON a.id = (SELECT w.id FROM affiliation w WHERE w.person_id = i.person_id
        AND (w.valid_from IS NULL OR w.valid_from <= ${today}) AND (w.valid_to IS NULL OR w.valid_to >= ${today})
        ORDER BY w.valid_from DESC, w.id DESC LIMIT 1)
      LEFT JOIN organisation o ON o.id = a.organisation_id`;
  }
}
