import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { HoldsPerson, Person, type Held, newerAnswer } from '@samrad/network';
import { Meeting } from '../meeting/meeting.entity.js';

/** RFC 5545 PARTSTAT in our words. */
export const invitationStatuses = ['needs_action', 'accepted', 'tentative', 'declined', 'delegated'] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];
export const attendanceModes = ['on_site', 'online'] as const;
export type AttendanceMode = (typeof attendanceModes)[number];

const answerOfInvitation = [
  ...['status', 'mode', 'channel', 'answeredAt', 'answeredSequence', 'replyStamp', 'comment', 'removedAt'],
];
/** Of two invitations of one person: one that stands before one taken back, then the newer answer. */
const theirInvitationCounts = (ours: Held, theirs: Held): boolean =>
  (ours.removedAt === null) === (theirs.removedAt === null) ? newerAnswer(ours, theirs) : theirs.removedAt === null;

/** One person asked to one meeting, with the answer that counts now. Presence is `Attendance`. */
@Entity('invitation')
@Index('uq_invitation', ['meetingId', 'personId'], { unique: true })
@Index('ix_invitation_person', ['personId'])
@Index('uq_invitation_link', ['linkHash'], { unique: true })
export class Invitation {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_invitation_meeting_id' })
  meeting: Relation<Meeting>;
  @HoldsPerson({ counted: 'invitations', answer: { properties: answerOfInvitation, isTheirs: theirInvitationCounts } })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_invitation_person_id' })
  person: Relation<Person>;
  /** State the person is asked for; null: not for a State. */
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  /** Where the invitation goes. */
  @LineColumn({ length: 254 }) address: string;
  /** `required` or `optional` (RFC 5545 ROLE). */
  @CodeColumn() role: 'required' | 'optional';
  @CodeColumn() status: InvitationStatus;
  @CodeColumn({ nullable: true }) mode: AttendanceMode | null;
  @CodeColumn({ nullable: true }) channel: string | null;
  @InstantColumn({ name: 'answered_at', nullable: true }) answeredAt: Instant | null;
  /** SEQUENCE that the answer is an answer to; below the meeting's significant one it no longer counts. */
  @NumberColumn({ name: 'answered_sequence', nullable: true }) answeredSequence: number | null;
  /** DTSTAMP of the last calendar answer, to tell old from new. */
  @InstantColumn({ name: 'reply_stamp', nullable: true }) replyStamp: Instant | null;
  /** The person's words with the answer that counts. */
  @TextColumn({ nullable: true }) comment: string | null;
  /** Null: chosen, not yet sent. */
  @InstantColumn({ name: 'sent_at', nullable: true }) sentAt: Instant | null;
  /** When the person was asked to keep the day free, before the call; null: not, or taken back. */
  @InstantColumn({ name: 'hold_sent_at', nullable: true }) holdSentAt: Instant | null;
  @NumberColumn({ name: 'sent_sequence', nullable: true }) sentSequence: number | null;
  /** SHA-256 of what the person was last told of the meeting: when it differs, there is news to send. */
  @Column({ type: 'varchar', length: 64, name: 'sent_digest', nullable: true }) sentDigest: string | null;
  /** The same in words (JSON, `ToldFacts`), so that a mail can say what has changed. */
  @TextColumn({ name: 'told_facts', nullable: true }) toldFacts: string | null;
  @InstantColumn({ name: 'reminded_at', nullable: true }) remindedAt: Instant | null;
  /** Message-ID of the first invitation; updates refer to it. */
  @LineColumn({ name: 'first_message_id', nullable: true }) firstMessageId: string | null;
  @InstantColumn({ name: 'removed_at', nullable: true }) removedAt: Instant | null;
  /** SHA-256 of the personal link's secret; the link itself is derived, never stored. */
  @Column({ type: 'varchar', length: 64, name: 'link_hash' }) linkHash: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}
