import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { Organisation } from '../organisation/organisation.entity.js';
import { State } from '../state/state.entity.js';
import type { StatedBy } from './expertise/expertise.rules.js';
import type { Reach } from './fields/person-fields.policy.js';
import { HoldsOrganisation, HoldsPerson } from '../holdings.js';

/** A human in the register. */
@Entity('person')
@Index('ix_person_sort', ['sortName'])
@Index('ix_person_state', ['stateCode', 'sortName'])
@Index('ix_person_departure', ['hasDeparture', 'sortName'])
@Index('ix_person_external_key', ['externalKey'])
export class Person {
  @IdColumn() id: string;
  @LineColumn({ name: 'given_name', length: 100 }) givenName: string;
  @LineColumn({ name: 'family_name', length: 100 }) familyName: string;
  /** Family name first, folded. */
  @LineColumn({ name: 'sort_name' }) sortName: string;
  /** State the person stands for in the network; null for EU bodies and international organisations. */
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @ManyToOne(() => State)
  @JoinColumn({ name: 'state_code', foreignKeyConstraintName: 'fk_person_state_code' })
  state: Relation<State> | null;
  @LineColumn({ length: 40, nullable: true }) phone: string | null;
  /** Language for mails to this person: nb, nn or en. */
  @Column({ type: 'varchar', length: 2, name: 'mail_language', default: 'en' }) mailLanguage: string;
  @TextColumn({ nullable: true }) note: string | null;
  /** What the person says about themself. */
  @TextColumn({ nullable: true }) about: string | null;
  /** Whom the person is shown to at all; follows from the consents. */
  @Column({ type: 'varchar', length: 16, default: 'circle' }) reach: Reach;
  /** When the person last said that what we hold is right. */
  @InstantColumn({ name: 'confirmed_at', nullable: true }) confirmedAt: Instant | null;
  /** When the person was last asked whether it is. */
  @InstantColumn({ name: 'asked_at', nullable: true }) askedAt: Instant | null;
  /** The last day on which somebody reminded them of it. */
  @DayColumn({ name: 'reminded_on', nullable: true }) remindedOn: Day | null;
  /** Since when the data are kept, but not used: not shown, mailed or taken out. */
  @InstantColumn({ name: 'restricted_at', nullable: true }) restrictedAt: Instant | null;
  /** When the person's data were erased; what is left here has no name. */
  @InstantColumn({ name: 'erased_at', nullable: true }) erasedAt: Instant | null;
  /** In another system; lists that come in again find the person by it. */
  @LineColumn({ name: 'external_key', length: 100, nullable: true }) externalKey: string | null;
  /** Set when the person has left the network. */
  @DayColumn({ name: 'left_on', nullable: true }) leftOn: Day | null;
  /** Whether `leftOn` is set, so that the list of those who have left comes in order from the index. */
  @FlagColumn({ name: 'has_departure' }) hasDeparture: boolean;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}

@Entity('person_email')
@Index('uq_person_email_key', ['addressKey'], { unique: true })
@Index('ix_person_email_person', ['personId'])
export class PersonEmail {
  @IdColumn() id: string;
  @HoldsPerson({ counted: 'emails', isErased: true })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_person_email_person_id' })
  person: Relation<Person>;
  /** As written. */
  @LineColumn({ length: 254 }) address: string;
  /** `addressKey(address)`: what is compared. */
  @LineColumn({ name: 'address_key', length: 254 }) addressKey: string;
  @FlagColumn({ name: 'is_primary' }) isPrimary: boolean;
  /** Since when mail to this address comes back; null: it works as far as we know. */
  @InstantColumn({ name: 'failed_since', nullable: true }) failedSince: Instant | null;
  /** The other server's words. */
  @TextColumn({ name: 'failed_words', nullable: true }) failedWords: string | null;
}

/** A language a person works in: ISO 639-1. */
@Entity('person_language')
@Index('ix_person_language_language', ['language', 'personId'])
export class PersonLanguage {
  @HoldsPerson({ counted: 'languages', isErased: true })
  @RefColumn({ name: 'person_id', primary: true })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_person_language_person_id' })
  person: Relation<Person>;
  @Column({ type: 'varchar', length: 8, primary: true }) language: string;
  @CodeColumn({ name: 'stated_by', default: 'coordinator' }) statedBy: StatedBy;
  /** An organiser has saved it too: only then the rule of a group gives a right by it. */
  @FlagColumn({ name: 'is_confirmed', default: true }) isConfirmed: boolean;
}

/** A field of expertise; five of them are the standing topics of REG. */
@Entity('topic')
export class Topic {
  @CodeColumn({ primary: true, length: 64 }) code: string;
  @LineColumn({ name: 'name_en' }) nameEn: string;
  @LineColumn({ name: 'name_nb' }) nameNb: string;
  @LineColumn({ name: 'name_nn' }) nameNn: string;
  @FlagColumn({ name: 'is_standing' }) isStanding: boolean;
  @Column({ type: 'int', default: 0 }) place: number;
}

@Entity('person_topic')
@Index('ix_person_topic_topic', ['topicCode', 'sortName', 'personId'])
export class PersonTopic {
  @HoldsPerson({ counted: 'topics', sortName: 'sortName', isErased: true })
  @RefColumn({ name: 'person_id', primary: true })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_person_topic_person_id' })
  person: Relation<Person>;
  @CodeColumn({ primary: true, length: 64, name: 'topic_code' }) topicCode: string;
  @ManyToOne(() => Topic, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'topic_code', foreignKeyConstraintName: 'fk_person_topic_topic_code' })
  topic: Relation<Topic>;
  @CodeColumn({ name: 'stated_by', default: 'coordinator' }) statedBy: StatedBy;
  /** An organiser has saved it too: only then the rule of a group gives a right by it. */
  @FlagColumn({ name: 'is_confirmed', default: true }) isConfirmed: boolean;
  /** The person's, so that a list by topic comes in order from the index. */
  @LineColumn({ name: 'sort_name', default: '' }) sortName: string;
}

/** A person's place in an organisation, with dates. */
@Entity('affiliation')
@Index('ix_affiliation_person', ['personId'])
@Index('ix_affiliation_organisation', ['organisationId'])
export class Affiliation {
  @IdColumn() id: string;
  @HoldsPerson({ counted: 'affiliations', periodWithin: ['organisationId'], isErased: true })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_affiliation_person_id' })
  person: Relation<Person>;
  @HoldsOrganisation({ counted: 'affiliations', periodWithin: ['personId'] })
  @RefColumn({ name: 'organisation_id' })
  organisationId: string;
  @ManyToOne(() => Organisation)
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'fk_affiliation_organisation_id' })
  organisation: Relation<Organisation>;
  /** Title or function there. */
  @LineColumn({ nullable: true }) function: string | null;
  @DayColumn({ name: 'valid_from', nullable: true }) validFrom: Day | null;
  @DayColumn({ name: 'valid_to', nullable: true }) validTo: Day | null;
}
