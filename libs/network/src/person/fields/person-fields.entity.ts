import { Entity, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, InstantColumn, LineColumn, RefColumn } from '@samrad/platform/database';
import { HoldsPerson } from '../../holdings.js';
import { Person } from '../person.entity.js';
import type { FieldAudience, PersonField } from './person-fields.policy.js';

/** Whom a person shows one field to, where they said so. */
@Entity('person_shown')
export class PersonShown {
  @HoldsPerson({ counted: 'shown', isErased: true })
  @RefColumn({ name: 'person_id', primary: true })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_person_shown_person_id' })
  person: Relation<Person>;
  @CodeColumn({ primary: true }) field: PersonField;
  @CodeColumn() audience: FieldAudience;
}

/** A field that may go to States outside the EEA without anybody's consent, and why. */
@Entity('outside_eea_field')
export class OutsideEeaField {
  @CodeColumn({ primary: true }) field: PersonField;
  /** The legal ground in words. */
  @LineColumn() reason: string;
  @InstantColumn() at: Instant;
}
