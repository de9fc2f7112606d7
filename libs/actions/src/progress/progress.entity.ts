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
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { HoldsOrganisation, HoldsPerson, Organisation, Person, State } from '@samrad/network';
import { ActionItem } from '../action/action-item.entity.js';

export const progressStatuses = ['not_started', 'under_way', 'waiting', 'done', 'declined', 'not_applicable'] as const;
export type ProgressStatus = (typeof progressStatuses)[number];

/** How far one State, organisation or person is with an action. */
@Entity('action_progress')
@Index('uq_action_progress_state', ['actionId', 'stateCode'], { unique: true })
@Index('ix_action_progress_due', ['sortDue', 'id'])
@Index('ix_action_progress_state', ['stateCode', 'sortDue', 'id'])
@Index('ix_action_progress_number', ['actionNumber', 'id'])
@Index('ix_action_progress_responsible', ['responsibleSort', 'sortDue', 'id'])
@Index('ix_action_progress_person', ['personId', 'isFinished', 'sortDue', 'id'])
@Index('ix_action_progress_organisation', ['organisationId', 'isFinished', 'sortDue', 'id'])
@Index('ix_action_progress_left', ['isFinished', 'sortDue', 'id'])
@Index('ix_action_progress_left_state', ['isFinished', 'stateCode', 'sortDue', 'id'])
@Index('ix_action_progress_left_status', ['isFinished', 'status', 'sortDue', 'id'])
@Index('ix_action_progress_left_number', ['isFinished', 'actionNumber', 'id'])
@Index('ix_action_progress_left_responsible', ['isFinished', 'responsibleSort', 'sortDue', 'id'])
@Index('ix_action_progress_asked', ['askedDueOn'])
@Index('ix_action_progress_finished', ['status', 'finishedOn'])
@Index('ix_action_progress_state_finished', ['stateCode', 'finishedOn', 'dueOn'])
export class Progress {
  @IdColumn() id: string;
  @RefColumn({ name: 'action_id' }) actionId: string;
  @ManyToOne(() => ActionItem, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'action_id', foreignKeyConstraintName: 'fk_action_progress_action_id' })
  action: Relation<ActionItem>;
  /** The action's, repeated here so that lists sort by one index. */
  @NumberColumn({ name: 'action_number' }) actionNumber: number;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @ManyToOne(() => State)
  @JoinColumn({ name: 'state_code', foreignKeyConstraintName: 'fk_action_progress_state_code' })
  state: Relation<State> | null;
  @HoldsOrganisation({ counted: 'actions', sortName: 'responsibleSort' })
  @RefColumn({ name: 'organisation_id', nullable: true })
  organisationId: string | null;
  @ManyToOne(() => Organisation)
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'fk_action_progress_organisation_id' })
  organisation: Relation<Organisation> | null;
  @HoldsPerson({ counted: 'actions', sortName: 'responsibleSort' })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_action_progress_person_id' })
  person: Relation<Person> | null;
  /** Folded name of the State, organisation or person, for sorting. */
  @LineColumn({ name: 'responsible_sort' }) responsibleSort: string;
  @CodeColumn() status: ProgressStatus;
  /** True once the status is done, declined or not applicable. */
  @FlagColumn({ name: 'is_finished' }) isFinished: boolean;
  @DayColumn({ name: 'finished_on', nullable: true }) finishedOn: Day | null;
  /** The action's due date, or one of its own. */
  @DayColumn({ name: 'due_on', nullable: true }) dueOn: Day | null;
  /** The due date, or a day far away when there is none: those come last. */
  @DayColumn({ name: 'sort_due' }) sortDue: Day;
  @TextColumn({ nullable: true }) note: string | null;
  /** Web address of what was done (http or https). */
  @Column({ type: 'varchar', length: 1000, nullable: true }) link: string | null;
  /** The same as a document of the library; each reader sees it as far as the library lets them. */
  @RefColumn({ name: 'document_id', nullable: true }) documentId: string | null;
  /** True once a later date was agreed for this one alone. */
  @FlagColumn({ name: 'has_own_due' }) hasOwnDue: boolean;
  /** A later date that was asked for and waits for an answer, with the reason and who asked. */
  @DayColumn({ name: 'asked_due_on', nullable: true }) askedDueOn: Day | null;
  @TextColumn({ name: 'asked_due_note', nullable: true }) askedDueNote: string | null;
  @LineColumn({ name: 'asked_due_by', nullable: true }) askedDueBy: string | null;
  /** The last day on which it was looked at for a reminder by itself and one was due. */
  @DayColumn({ name: 'chased_on', nullable: true }) chasedOn: Day | null;
  /** When those responsible were last reminded by mail. */
  @InstantColumn({ name: 'reminded_at', nullable: true }) remindedAt: Instant | null;
  /** Who reported last; null: nothing has been reported. */
  @LineColumn({ name: 'updated_by', nullable: true }) updatedBy: string | null;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}
