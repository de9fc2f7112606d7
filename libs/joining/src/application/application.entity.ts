import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { HoldsOrganisation, HoldsPerson, Organisation, Person, type ConsentPurpose } from '@samrad/network';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { MembershipRole, OrganisationType } from '@samrad/network';
import type { ApplicationStatus } from './application.rules.js';

export const applicationKinds = ['person', 'organisation'] as const;
export type ApplicationKind = (typeof applicationKinds)[number];

/** A wish to something beyond membership, with the text that was shown. */
export interface Wish {
  purpose: ConsentPurpose;
  textVersion: string;
}

/** The place in a group that an applicant got. */
export interface Granted {
  groupId: string;
  role: MembershipRole;
  stateCode: string | null;
  validFrom: Day;
  validTo: Day;
}

/** Somebody from outside who asks to join, for themself or as the contact of an organisation. */
@Entity('membership_application')
@Index('uq_application_open', ['openKey'], { unique: true })
@Index('uq_application_link', ['linkHash'], { unique: true })
@Index('ix_application_status', ['status', 'createdAt'])
@Index('ix_application_person', ['personId'])
@Index('ix_application_organisation', ['organisationId'])
export class Application {
  @IdColumn() id: string;
  @CodeColumn() kind: ApplicationKind;
  @CodeColumn() status: ApplicationStatus;
  @LineColumn({ name: 'given_name', length: 100 }) givenName: string;
  @LineColumn({ name: 'family_name', length: 100 }) familyName: string;
  @LineColumn({ length: 254 }) address: string;
  @LineColumn({ name: 'address_key', length: 254 }) addressKey: string;
  /** The address key while the application is open: one for each address. */
  @LineColumn({ name: 'open_key', length: 254, nullable: true }) openKey: string | null;
  @Column({ type: 'varchar', length: 2, default: 'en' }) language: string;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @LineColumn({ length: 40, nullable: true }) phone: string | null;
  @LineColumn({ nullable: true }) organisation: string | null;
  @CodeColumn({ name: 'organisation_type', nullable: true }) organisationType: OrganisationType | null;
  @LineColumn({ nullable: true }) function: string | null;
  @LineColumn({ length: 1000, nullable: true }) website: string | null;
  @TextColumn() message: string;
  @CodeColumn({ name: 'consent_version', nullable: true }) consentVersion: string | null;
  /** The words that were agreed to, in the language they were read in. */
  @TextColumn({ name: 'consent_text', nullable: true }) consentText: string | null;
  @InstantColumn({ name: 'consented_at', nullable: true }) consentedAt: Instant | null;
  @JsonColumn() wishes: Wish[];
  /** SHA-256 of the secret of the link that confirms; null once it was used. */
  @Column({ type: 'varchar', length: 64, name: 'link_hash', nullable: true }) linkHash: string | null;
  @InstantColumn({ name: 'link_until', nullable: true }) linkUntil: Instant | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'confirmed_at', nullable: true }) confirmedAt: Instant | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: Instant | null;
  @LineColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @TextColumn({ name: 'decision_reason', nullable: true }) decisionReason: string | null;
  /** What the organisers gave; null: nothing was given. */
  @JsonColumn({ nullable: true }) granted: Granted | null;
  /** Whom it became. */
  @HoldsPerson({ counted: 'applications', isErased: true })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_membership_application_person_id' })
  person: Relation<Person> | null;
  @HoldsOrganisation({ counted: 'applications' })
  @RefColumn({ name: 'organisation_id', nullable: true })
  organisationId: string | null;
  @ManyToOne(() => Organisation, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'fk_membership_application_organisation_id' })
  registered: Relation<Organisation> | null;
  @EditVersionColumn() version: number;
}
