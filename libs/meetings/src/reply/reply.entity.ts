import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { Invitation, type AttendanceMode, type InvitationStatus } from '../invitation/invitation.entity.js';
import { HoldsPerson } from '@samrad/network';

export const replyChannels = ['calendar', 'link', 'portal', 'organiser'] as const;
export type ReplyChannel = (typeof replyChannels)[number];

/** One answer as it came, whether it counted or not. Never changed. */
@Entity('reply')
@Index('ix_reply_invitation', ['invitationId', 'receivedAt'])
export class Reply {
  @IdColumn() id: string;
  @RefColumn({ name: 'invitation_id' }) invitationId: string;
  @ManyToOne(() => Invitation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'invitation_id', foreignKeyConstraintName: 'fk_reply_invitation_id' })
  invitation: Relation<Invitation>;
  /** Null: says nothing about coming, e.g. proposes another time. */
  @CodeColumn({ nullable: true }) status: InvitationStatus | null;
  @CodeColumn({ nullable: true }) mode: AttendanceMode | null;
  @TextColumn({ nullable: true }) comment: string | null;
  @CodeColumn() channel: ReplyChannel;
  /** Who sent it, when it was not the person: an assistant's address, an organiser's name. */
  @LineColumn({ name: 'answered_by', length: 254, nullable: true }) answeredBy: string | null;
  @InstantColumn({ name: 'received_at' }) receivedAt: Instant;
  /** SEQUENCE that was answered. */
  @NumberColumn({ nullable: true }) sequence: number | null;
  @InstantColumn({ nullable: true }) stamp: Instant | null;
  /** False: kept in the history only, e.g. an answer to an earlier date. */
  @FlagColumn({ name: 'is_applied' }) isApplied: boolean;
  @CodeColumn() ruling: string;
  /** Locale key of why it was judged so. */
  @LineColumn({ nullable: true }) reason: string | null;
}

export const mailReviews = ['none', 'open', 'applied', 'dismissed', 'refused'] as const;
export type MailReview = (typeof mailReviews)[number];

/** A message from the mailbox and what was made of it. */
@Entity('incoming_mail')
@Index('uq_incoming_mail_digest', ['digest'], { unique: true })
@Index('ix_incoming_mail_message_id', ['messageId'])
@Index('ix_incoming_mail_review', ['review', 'receivedAt'])
@Index('ix_incoming_mail_itip', ['itipKey'])
@Index('ix_incoming_mail_reply', ['replyId'])
export class IncomingMail {
  @IdColumn() id: string;
  /** SHA-256 of the raw message. */
  @Column({ type: 'varchar', length: 64 }) digest: string;
  @LineColumn({ name: 'message_id', length: 300, nullable: true }) messageId: string | null;
  @LineColumn({ name: 'from_address', length: 254, nullable: true }) fromAddress: string | null;
  @LineColumn({ length: 300, nullable: true }) subject: string | null;
  /** The octets, base64; of a message over the size limit only the beginning; empty after RAW_MAIL_DAYS. */
  @TextColumn() raw: string;
  @CodeColumn() ruling: string;
  @LineColumn({ nullable: true }) reason: string | null;
  @RefColumn({ name: 'meeting_id', nullable: true }) meetingId: string | null;
  @HoldsPerson({ counted: 'mails', isErased: true })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @RefColumn({ name: 'reply_id', nullable: true }) replyId: string | null;
  /** `imap`, `file` or `smtp`. */
  @CodeColumn() source: string;
  /** The whole ruling, for those who review. */
  @JsonColumn({ nullable: true }) details: object | null;
  /** `none`: nothing to look at; `open`; then `applied`, `dismissed` or `refused`. */
  @CodeColumn() review: MailReview;
  @LineColumn({ name: 'reviewed_by', nullable: true }) reviewedBy: string | null;
  @InstantColumn({ name: 'reviewed_at', nullable: true }) reviewedAt: Instant | null;
  /** Digest of UID, ATTENDEE, SEQUENCE, DTSTAMP and PARTSTAT of an answer that was applied, to know it again. */
  @LineColumn({ name: 'itip_key', length: 300, nullable: true }) itipKey: string | null;
  @InstantColumn({ name: 'received_at' }) receivedAt: Instant;
}
