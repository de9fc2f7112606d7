import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { FlagColumn, IdColumn, InstantColumn, LineColumn, NumberColumn, RefColumn } from '@samrad/platform/database';
import { HoldsPerson, Person } from '@samrad/network';
import { Document } from '../document/document.entity.js';

/**
 * What a document was at some time. Written from the second version on; the newest is also what the document itself
 * holds. A version is never changed.
 */
@Entity('document_version')
@Index('uq_document_version', ['documentId', 'number'], { unique: true })
export class DocumentVersion {
  @IdColumn() id: string;
  @RefColumn({ name: 'document_id' }) documentId: string;
  @ManyToOne(() => Document, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'document_id', foreignKeyConstraintName: 'fk_document_version_document_id' })
  document: Relation<Document>;
  @NumberColumn() number: number;
  @Column({ type: 'varchar', length: 64, name: 'file_hash' }) fileHash: string;
  @LineColumn() filename: string;
  @LineColumn({ name: 'media_type', length: 120 }) mediaType: string;
  /** Bytes. */
  @NumberColumn() size: number;
  /** Written by the system, not uploaded. */
  @FlagColumn({ name: 'is_made_here' }) isMadeHere: boolean;
  @HoldsPerson({ counted: 'documents' })
  @RefColumn({ name: 'added_by', nullable: true })
  addedBy: string | null;
  @ManyToOne(() => Person, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'added_by', foreignKeyConstraintName: 'fk_document_version_added_by' })
  person: Relation<Person> | null;
  @InstantColumn({ name: 'added_at' }) addedAt: Instant;
}
