import { Entity, PrimaryColumn } from 'typeorm';
import type { Instant } from '../clock/index.js';
import { InstantColumn, LineColumn, NumberColumn, TextColumn } from '../database/index.js';

/** How far the incoming mailbox was read (RFC 9051: UIDVALIDITY and UID). */
@Entity('mailbox_cursor')
export class MailboxCursor {
  @PrimaryColumn({ type: 'varchar', length: 190 }) mailbox: string;
  @LineColumn({ name: 'uid_validity', length: 32 }) uidValidity: string;
  @NumberColumn({ name: 'last_uid' }) lastUid: number;
  @InstantColumn({ name: 'checked_at', nullable: true }) checkedAt: Instant | null;
  @TextColumn({ nullable: true }) error: string | null;
}
