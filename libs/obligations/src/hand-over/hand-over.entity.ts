import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Progress } from '@samrad/actions';
import { HoldsPerson, Person } from '@samrad/network';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
} from '@samrad/platform/database';
import type { HandOverStatus } from './hand-over.rules.js';

export const causes = ['left', 'membership_ended'] as const;
export type Cause = (typeof causes)[number];

/** A line of somebody who has left the network or a group, until somebody says who takes it over, or that it stays. */
@Entity('hand_over')
@Index('uq_hand_over', ['progressId', 'personId', 'causeKey'], { unique: true })
@Index('ix_hand_over_status', ['status', 'id'])
export class HandOver {
  @IdColumn() id: string;
  @RefColumn({ name: 'progress_id' }) progressId: string;
  @ManyToOne(() => Progress, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'progress_id', foreignKeyConstraintName: 'fk_hand_over_progress_id' })
  progress: Relation<Progress>;
  /** Who had it. */
  @HoldsPerson({ counted: 'handOvers' })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_hand_over_person_id' })
  person: Relation<Person>;
  @CodeColumn() cause: Cause;
  /** The membership, or `left` with the day: the same end is told once. */
  @RefColumn({ name: 'cause_key' }) causeKey: string;
  /** Of the membership that ended. */
  @RefColumn({ name: 'group_id', nullable: true }) groupId: string | null;
  /** First day outside the network, or last day in the group. */
  @DayColumn({ name: 'ended_on' }) endedOn: Day;
  @CodeColumn() status: HandOverStatus;
  @HoldsPerson({ counted: 'handOvers' })
  @RefColumn({ name: 'to_person_id', nullable: true })
  toPersonId: string | null;
  @LineColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: Instant | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}

/** A line that somebody has taken over and not been told of yet. */
@Entity('taken_over')
@Index('uq_taken_over', ['personId', 'progressId'], { unique: true })
export class TakenOver {
  @IdColumn() id: string;
  @HoldsPerson({ counted: 'handOvers' })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_taken_over_person_id' })
  person: Relation<Person>;
  @RefColumn({ name: 'progress_id' }) progressId: string;
  @ManyToOne(() => Progress, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'progress_id', foreignKeyConstraintName: 'fk_taken_over_progress_id' })
  progress: Relation<Progress>;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
}
