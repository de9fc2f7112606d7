import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Group } from '@samrad/network';
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
import { MailingList } from '../mailing-list/mailing-list.entity.js';
import type { MailingKind, MailingStatus, MailLanguage } from './mailing.rules.js';

/** One mail to many. */
@Entity('mailing')
@Index('ix_mailing_status', ['status', 'updatedAt'])
@Index('ix_mailing_group', ['groupId'])
export class Mailing {
  @IdColumn() id: string;
  @CodeColumn() kind: MailingKind;
  @CodeColumn() status: MailingStatus;
  @RefColumn({ name: 'group_id', nullable: true }) groupId: string | null;
  @ManyToOne(() => Group)
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_mailing_group_id' })
  group: Relation<Group> | null;
  /** A name within the group. It may be gone: then it means nobody, never everybody. */
  @RefColumn({ name: 'recipients_id', nullable: true }) recipientsId: string | null;
  /** The meeting whose answers a name within the group asks for. */
  @RefColumn({ name: 'meeting_id', nullable: true }) meetingId: string | null;
  @RefColumn({ name: 'list_id', nullable: true }) listId: string | null;
  @ManyToOne(() => MailingList)
  @JoinColumn({ name: 'list_id', foreignKeyConstraintName: 'fk_mailing_list_id' })
  list: Relation<MailingList> | null;
  @Column({ type: 'varchar', length: 2 }) fallback: MailLanguage;
  @LineColumn({ name: 'subject_nb', nullable: true }) subjectNb: string | null;
  @LineColumn({ name: 'subject_nn', nullable: true }) subjectNn: string | null;
  @LineColumn({ name: 'subject_en', nullable: true }) subjectEn: string | null;
  /** Markdown. */
  @TextColumn({ name: 'text_nb', nullable: true }) textNb: string | null;
  @TextColumn({ name: 'text_nn', nullable: true }) textNn: string | null;
  @TextColumn({ name: 'text_en', nullable: true }) textEn: string | null;
  /** When it begins to go out. */
  @InstantColumn({ name: 'send_at', nullable: true }) sendAt: Instant | null;
  /** When the last of it was handed over. */
  @InstantColumn({ name: 'sent_at', nullable: true }) sentAt: Instant | null;
  @LineColumn({ name: 'queued_by', nullable: true }) queuedBy: string | null;
  @LineColumn({ name: 'created_by' }) createdBy: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  /** How many portions were handed over: two workers never hand over the same one. */
  @NumberColumn({ default: 0 }) portions: number;
  @EditVersionColumn() version: number;
}
