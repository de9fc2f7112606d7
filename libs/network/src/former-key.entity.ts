import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { LineColumn, RefColumn } from '@samrad/platform/database';
import { HoldsOrganisation, HoldsPerson } from './holdings.js';
import { Organisation } from './organisation/organisation.entity.js';
import { Person } from './person/person.entity.js';

/** A key in another system that a person had before two records became one: lists find the person by it too. */
@Entity('person_former_key')
@Index('ix_person_former_key', ['externalKey'])
export class PersonFormerKey {
  @HoldsPerson({ counted: 'formerKeys', isErased: true })
  @RefColumn({ name: 'person_id', primary: true })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_person_former_key_person_id' })
  person: Relation<Person>;
  @LineColumn({ name: 'external_key', length: 100, primary: true }) externalKey: string;
}

/** The same of an organisation. */
@Entity('organisation_former_key')
@Index('ix_organisation_former_key', ['externalKey'])
export class OrganisationFormerKey {
  @HoldsOrganisation({ counted: 'formerKeys' })
  @RefColumn({ name: 'organisation_id', primary: true })
  organisationId: string;
  @ManyToOne(() => Organisation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'fk_organisation_former_key_organisation_id' })
  organisation: Relation<Organisation>;
  @LineColumn({ name: 'external_key', length: 100, primary: true }) externalKey: string;
}
