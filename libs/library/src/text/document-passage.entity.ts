import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { IdColumn, NumberColumn, RefColumn, TextColumn } from '@samrad/platform/database';
import { Document } from '../document/document.entity.js';

/** A paragraph of what a document says, as it was read out of the file. */
@Entity('document_passage')
@Index('uq_document_passage_place', ['documentId', 'place'], { unique: true })
export class DocumentPassage {
  @IdColumn() id: string;
  @RefColumn({ name: 'document_id' }) documentId: string;
  @ManyToOne(() => Document, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'document_id', foreignKeyConstraintName: 'fk_document_passage_document_id' })
  document: Relation<Document>;
  /** 1, 2, 3 … */
  @NumberColumn() place: number;
  /** Page or slide; null where the file has none. */
  @NumberColumn({ nullable: true }) page: number | null;
  @TextColumn() content: string;
}
