import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
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
import { Organisation, Person, State } from '@samrad/network';
import { ActionItem } from '../action/action-item.entity.js';

export const progressStatuses = ['not_started', 'under_way', 'waiting', 'done', 'declined', 'not_applicable'] as const;
export type ProgressStatus = (typeof progressStatuses)[number];

/** How far one State, organisation or person is with an action. */
@Entity('action_progress')
@Index('ix_action_progress_action', ['actionId'])
@Index('ix_action_progress_state', ['stateCode', 'status'])
@Index('ix_action_progress_status', ['status', 'dueOn'])
@Index('ix_action_progress_person', ['personId', 'status'])
export class Progress {
  @IdColumn() id: string;
  @RefColumn({ name: 'action_id' }) actionId: string;
  @ManyToOne(() => ActionItem, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'action_id', foreignKeyConstraintName: 'fk_action_progress_action_id' })
  action: Relation<ActionItem>;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @ManyToOne(() => State)
  @JoinColumn({ name: 'state_code', foreignKeyConstraintName: 'fk_action_progress_state_code' })
  state: Relation<State> | null;
  @RefColumn({ name: 'organisation_id', nullable: true }) organisationId: string | null;
  @ManyToOne(() => Organisation)
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'fk_action_progress_organisation_id' })
  organisation: Relation<Organisation> | null;
  @RefColumn({ name: 'person_id', nullable: true }) personId: string | null;
  @ManyToOne(() => Person)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_action_progress_person_id' })
  person: Relation<Person> | null;
  @CodeColumn() status: ProgressStatus;
  /** The action's due date, repeated here so that lists sort by one index. */
  @DayColumn({ name: 'due_on', nullable: true }) dueOn: Day | null;
  @TextColumn({ nullable: true }) note: string | null;
  @LineColumn({ name: 'updated_by', nullable: true }) updatedBy: string | null;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}
