import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, FlagColumn, IdColumn, InstantColumn, RefColumn } from '@samrad/platform/database';
import { HoldsPerson } from '../../holdings.js';
import { Person } from '../person.entity.js';
import type { ConsentPurpose, ConsentWay } from './consent.rules.js';

/** That somebody agreed to a text, or no longer does. Never changed: the newest row of a purpose counts. */
@Entity('consent')
@Index('ix_consent_person', ['personId', 'purpose', 'at', 'id'])
@Index('ix_consent_recorder', ['recordedById'])
export class Consent {
  @IdColumn() id: string;
  @HoldsPerson({ counted: 'consents' })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_consent_person_id' })
  person: Relation<Person>;
  @CodeColumn() purpose: ConsentPurpose;
  /** False: withdrawn. */
  @FlagColumn({ name: 'is_given' }) isGiven: boolean;
  @CodeColumn({ name: 'text_version' }) textVersion: string;
  @CodeColumn() way: ConsentWay;
  /** Who noted it; null: the product itself. */
  @HoldsPerson({ counted: 'consentsRecorded' })
  @RefColumn({ name: 'recorded_by_id', nullable: true })
  recordedById: string | null;
  @InstantColumn() at: Instant;
}
