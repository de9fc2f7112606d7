import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { IdColumn, InstantColumn, RefColumn } from '@samrad/platform/database';
import { HoldsPerson, Person } from '@samrad/network';
import { Document } from '../document/document.entity.js';

/** That a person opened a document. Goes with the person and with the document, and a year after the last time. */
@Entity('document_opening')
@Index('uq_document_opening', ['documentId', 'personId'], { unique: true })
export class DocumentOpening {
  @IdColumn() id: string;
  @RefColumn({ name: 'document_id' }) documentId: string;
  @ManyToOne(() => Document, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'document_id', foreignKeyConstraintName: 'fk_document_opening_document_id' })
  document: Relation<Document>;
  @HoldsPerson({ counted: 'openings' })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_document_opening_person_id' })
  person: Relation<Person>;
  @InstantColumn({ name: 'first_at' }) firstAt: Instant;
  @InstantColumn({ name: 'last_at' }) lastAt: Instant;
}
