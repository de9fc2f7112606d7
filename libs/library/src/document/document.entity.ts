import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { Group, HoldsPerson, Person } from '@samrad/network';
import type { Audience } from '@samrad/platform/auth';
import type { Exemption } from '../exemption/exemption.rules.js';

export const textStatuses = ['waiting', 'read', 'none', 'unread'] as const;
/** Of the text in a document: to be read, read, there is none, could not be read. */
export type TextStatus = (typeof textStatuses)[number];

/** A file with a title and an audience. Its content lies in the file store under `fileHash`. */
@Entity('document')
@Index('ix_document_created', ['createdAt'])
@Index('ix_document_audience', ['audience', 'createdAt'])
@Index('ix_document_group', ['groupId'])
@Index('ix_document_exemption_review', ['exemptionReviewOn'])
export class Document {
  @IdColumn() id: string;
  @LineColumn() title: string;
  /** Number in a series of the owner's, e.g. `MIGRAPOL EMN Doc 274`. */
  @LineColumn({ length: 100, nullable: true }) reference: string | null;
  @Column({ type: 'varchar', length: 8 }) language: string;
  @CodeColumn() audience: Audience;
  /** Needed with the audience `group`. */
  @RefColumn({ name: 'group_id', nullable: true }) groupId: string | null;
  @ManyToOne(() => Group)
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_document_group_id' })
  group: Relation<Group> | null;
  @Column({ type: 'varchar', length: 64, name: 'file_hash' }) fileHash: string;
  @LineColumn() filename: string;
  @LineColumn({ name: 'media_type', length: 120 }) mediaType: string;
  /** Bytes. */
  @NumberColumn() size: number;
  @HoldsPerson({ counted: 'documents' })
  @RefColumn({ name: 'uploaded_by', nullable: true })
  uploadedBy: string | null;
  @ManyToOne(() => Person, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'uploaded_by', foreignKeyConstraintName: 'fk_document_uploaded_by' })
  uploader: Relation<Person> | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  /** Paragraph of the Freedom of Information Act that keeps it from the public; null: none is named. */
  @CodeColumn({ nullable: true }) exemption: Exemption | null;
  @TextColumn({ name: 'exemption_reason', nullable: true }) exemptionReason: string | null;
  /** When it is to be asked again whether the exemption still holds. */
  @DayColumn({ name: 'exemption_review_on', nullable: true }) exemptionReviewOn: Day | null;
  @CodeColumn({ name: 'text_status', default: 'waiting' }) textStatus: TextStatus;
  /** Why its text could not be read: `library.text.fault.` and this word. */
  @CodeColumn({ name: 'text_fault', nullable: true }) textFault: string | null;
  @NumberColumn({ name: 'text_passages', default: 0 }) textPassages: number;
  @EditVersionColumn() version: number;
}
