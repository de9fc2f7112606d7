import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Group, HoldsPerson, Person, type MembershipRole } from '@samrad/network';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { NominationRole, NominationStatus } from './nomination.rules.js';

/** Whom a State wants in a group. */
@Entity('nomination')
@Index('uq_nomination_open', ['openKey'], { unique: true })
@Index('ix_nomination_status', ['status', 'createdAt'])
@Index('ix_nomination_state', ['stateCode'])
@Index('ix_nomination_group', ['groupId'])
@Index('ix_nomination_nominator', ['nominatedById'])
@Index('ix_nomination_person', ['personId'])
export class Nomination {
  @IdColumn() id: string;
  @RefColumn({ name: 'group_id' }) groupId: string;
  @ManyToOne(() => Group, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_nomination_group_id' })
  group: Relation<Group>;
  @CodeColumn() role: NominationRole;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string;
  @DayColumn({ name: 'valid_from' }) validFrom: Day;
  @DayColumn({ name: 'valid_to' }) validTo: Day;
  @LineColumn({ name: 'given_name', length: 100 }) givenName: string;
  @LineColumn({ name: 'family_name', length: 100 }) familyName: string;
  @LineColumn({ length: 254 }) address: string;
  @LineColumn({ name: 'address_key', length: 254 }) addressKey: string;
  /** Group and address while it is open. */
  @LineColumn({ name: 'open_key', length: 300, nullable: true }) openKey: string | null;
  @Column({ type: 'varchar', length: 2, default: 'en' }) language: string;
  @LineColumn({ nullable: true }) organisation: string | null;
  @LineColumn({ nullable: true }) function: string | null;
  @TextColumn() reason: string;
  @CodeColumn() status: NominationStatus;
  @HoldsPerson({ counted: 'nominations' })
  @RefColumn({ name: 'nominated_by_id', nullable: true })
  nominatedById: string | null;
  @ManyToOne(() => Person, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'nominated_by_id', foreignKeyConstraintName: 'fk_nomination_nominated_by_id' })
  nominator: Relation<Person> | null;
  @LineColumn({ name: 'nominated_by' }) nominatedBy: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: Instant | null;
  @LineColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @TextColumn({ name: 'decision_reason', nullable: true }) decisionReason: string | null;
  /** What the organisers gave, which may be another role and term than the State asked for; null: nothing was given. */
  @CodeColumn({ name: 'granted_role', nullable: true }) grantedRole: MembershipRole | null;
  @DayColumn({ name: 'granted_from', nullable: true }) grantedFrom: Day | null;
  @DayColumn({ name: 'granted_to', nullable: true }) grantedTo: Day | null;
  /** Whom it became. */
  @HoldsPerson({ counted: 'nominations' })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_nomination_person_id' })
  person: Relation<Person> | null;
  @EditVersionColumn() version: number;
}
