import { Entity, Index } from 'typeorm';
import type { Instant } from '../clock/index.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '../database/index.js';

export type MailStatus = 'queued' | 'sending' | 'sent' | 'failed' | 'kept';

/** One message to one person, stored whole before it is sent; a retry sends the same bytes. */
@Entity('mail_message')
@Index('uq_mail_message_id', ['messageId'], { unique: true })
@Index('ix_mail_due', ['status', 'nextAt'])
@Index('ix_mail_about', ['aboutNoun', 'aboutId'])
@Index('ix_mail_person', ['personId'])
@Index('ix_mail_created', ['createdAt'])
export class MailMessage {
  @IdColumn() id: string;
  @LineColumn({ name: 'message_id' }) messageId: string;
  @LineColumn({ name: 'to_address', length: 254 }) toAddress: string;
  @LineColumn({ name: 'to_name' }) toName: string;
  @LineColumn({ length: 300 }) subject: string;
  /** RFC 5322, ASCII only. */
  @TextColumn() raw: string;
  /** `kept`: no mail server is configured. */
  @CodeColumn() status: MailStatus;
  @NumberColumn({ default: 0 }) attempts: number;
  @InstantColumn({ name: 'next_at' }) nextAt: Instant;
  @InstantColumn({ name: 'lease_until', nullable: true }) leaseUntil: Instant | null;
  @RefColumn({ name: 'claimed_by', nullable: true }) claimedBy: string | null;
  /** The mail server's words. */
  @TextColumn({ nullable: true }) error: string | null;
  @InstantColumn({ name: 'sent_at', nullable: true }) sentAt: Instant | null;
  /** When another server told us that it could not be delivered; `status` is `failed` then. */
  @InstantColumn({ name: 'bounced_at', nullable: true }) bouncedAt: Instant | null;
  /** After that it is of no use any more and is not sent. */
  @InstantColumn({ name: 'expires_at', nullable: true }) expiresAt: Instant | null;
  @CodeColumn({ name: 'about_noun', nullable: true }) aboutNoun: string | null;
  @RefColumn({ name: 'about_id', nullable: true }) aboutId: string | null;
  @RefColumn({ name: 'person_id', nullable: true }) personId: string | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
}
