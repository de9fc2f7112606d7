import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Invitation, Meeting } from '@samrad/meetings';
import { HoldsPerson, Person } from '@samrad/network';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';

export const substitutionStatuses = ['proposed', 'confirmed', 'refused', 'withdrawn'] as const;
export type SubstitutionStatus = (typeof substitutionStatuses)[number];

/** Somebody who is to come instead of somebody invited. */
@Entity('substitution')
@Index('uq_substitution_mail', ['mailId'], { unique: true })
@Index('ix_substitution_meeting', ['meetingId', 'status'])
@Index('ix_substitution_invitation', ['invitationId', 'status'])
@Index('ix_substitution_status', ['status', 'createdAt'])
export class Substitution {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_substitution_meeting_id' })
  meeting: Relation<Meeting>;
  /** Of the person who does not come. */
  @RefColumn({ name: 'invitation_id' }) invitationId: string;
  @ManyToOne(() => Invitation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'invitation_id', foreignKeyConstraintName: 'fk_substitution_invitation_id' })
  invitation: Relation<Invitation>;
  /** Null: somebody who is not in the network, by name and address. */
  @HoldsPerson({ counted: 'substitutions' })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_substitution_person_id' })
  person: Relation<Person> | null;
  @LineColumn() name: string;
  @LineColumn({ length: 254, nullable: true }) address: string | null;
  /** `link`, `portal`, `organiser` or `calendar`. */
  @CodeColumn() channel: string;
  /** The calendar answer that named the substitute. */
  @RefColumn({ name: 'mail_id', nullable: true }) mailId: string | null;
  @CodeColumn() status: SubstitutionStatus;
  /** Why it was refused. */
  @TextColumn({ nullable: true }) reason: string | null;
  @LineColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: Instant | null;
  /** Invitation of the substitute, once confirmed. */
  @RefColumn({ name: 'stand_in_id', nullable: true }) standInId: string | null;
  @ManyToOne(() => Invitation, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'stand_in_id', foreignKeyConstraintName: 'fk_substitution_stand_in_id' })
  standIn: Relation<Invitation> | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}
