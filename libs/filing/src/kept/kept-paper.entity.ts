import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, IdColumn, InstantColumn, RefColumn } from '@samrad/platform/database';
import { Document } from '@samrad/library';
import { Meeting } from '@samrad/meetings';
import type { PaperKind } from '../paper/paper.rules.js';

/** A document of the library that was written from a meeting, so that it can be written anew without losing anything. */
@Entity('kept_paper')
@Index('uq_kept_paper', ['meetingId', 'kind', 'language'], { unique: true })
@Index('ix_kept_paper_document', ['documentId'])
export class KeptPaper {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_kept_paper_meeting_id' })
  meeting: Relation<Meeting>;
  @CodeColumn() kind: PaperKind;
  @Column({ type: 'varchar', length: 2 }) language: string;
  @RefColumn({ name: 'document_id' }) documentId: string;
  @ManyToOne(() => Document, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'document_id', foreignKeyConstraintName: 'fk_kept_paper_document_id' })
  document: Relation<Document>;
  /** SHA-256 of the file that was written last: another one there means that somebody uploaded their own. */
  @Column({ type: 'varchar', length: 64, name: 'file_hash' }) fileHash: string;
  /** SHA-256 of what it says: the same again needs no new version. */
  @Column({ type: 'varchar', length: 64, name: 'paper_hash' }) paperHash: string;
  @InstantColumn({ name: 'made_at' }) madeAt: Instant;
}
