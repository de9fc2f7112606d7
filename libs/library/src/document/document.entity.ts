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
} from '@samrad/platform/database';
import { Group, Person } from '@samrad/network';

/** Who may read: organisers only, the members of a group, the whole network (signed in), everybody. */
export const audiences = ['organisers', 'group', 'network', 'public'] as const;
export type Audience = (typeof audiences)[number];

/** A file with a title and an audience. Its content lies in the file store under `fileHash`. */
@Entity('document')
@Index('ix_document_created', ['createdAt'])
@Index('ix_document_audience', ['audience', 'createdAt'])
@Index('ix_document_group', ['groupId'])
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
  @RefColumn({ name: 'uploaded_by', nullable: true }) uploadedBy: string | null;
  @ManyToOne(() => Person, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'uploaded_by', foreignKeyConstraintName: 'fk_document_uploaded_by' })
  uploader: Relation<Person> | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}
