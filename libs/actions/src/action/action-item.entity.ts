import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { AgendaItem, Meeting } from '@samrad/meetings';

/** Whom an action asks: some States, all States, an organisation, one or several persons. */
export const responsibleKinds = ['states', 'all_states', 'organisation', 'person'] as const;
export type ResponsibleKind = (typeof responsibleKinds)[number];
/** As one chooses: the members of a group are persons, asked together. */
export const askedKinds = [...responsibleKinds, 'group'] as const;
export type AskedKind = (typeof askedKinds)[number];

/** How much it matters; a list shows only what is not normal. */
export const actionPriorities = ['high', 'normal', 'low'] as const;
export type Priority = (typeof actionPriorities)[number];

/** Who may read an action besides those it asks: as for meetings. */
export const actionAudiences = ['organisers', 'group', 'network', 'public'] as const;
export type Audience = (typeof actionAudiences)[number];

/** Actions of minutes for contact points or States only: those asked see their own lines, everything else is the organisers'. */
export const asOfMinutes = (audience: string): Audience =>
  actionAudiences.find((known) => known === audience) ?? 'organisers';

/** Something to be done by a date; each responsible one reports on a `Progress` line of its own. */
@Entity('action_item')
@Index('uq_action_item_number', ['number'], { unique: true })
@Index('ix_action_item_meeting', ['meetingId'])
@Index('ix_action_item_topic', ['topicId'])
@Index('ix_action_item_priority', ['priority'])
export class ActionItem {
  @IdColumn() id: string;
  /** Running: A-118. */
  @NumberColumn() number: number;
  @LineColumn() title: string;
  @TextColumn({ nullable: true }) description: string | null;
  @DayColumn({ name: 'due_on', nullable: true }) dueOn: Day | null;
  @RefColumn({ name: 'meeting_id', nullable: true }) meetingId: string | null;
  @ManyToOne(() => Meeting)
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_action_item_meeting_id' })
  meeting: Relation<Meeting> | null;
  @RefColumn({ name: 'item_id', nullable: true }) itemId: string | null;
  @ManyToOne(() => AgendaItem, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'item_id', foreignKeyConstraintName: 'fk_action_item_item_id' })
  item: Relation<AgendaItem> | null;
  /** The topic of a series that it belongs to. */
  @RefColumn({ name: 'topic_id', nullable: true }) topicId: string | null;
  /** The decision that it carries out. */
  @RefColumn({ name: 'decision_id', nullable: true }) decisionId: string | null;
  @CodeColumn({ default: 'normal' }) priority: Priority;
  /** The group whose members of that day were asked, each on a line; then the kind is `person`. */
  @RefColumn({ name: 'group_id', nullable: true }) groupId: string | null;
  @CodeColumn({ name: 'responsible_kind' }) responsibleKind: ResponsibleKind;
  /** `7,0,-7`: days before the due date on which those responsible are reminded; null: those of the series, or the usual ones. */
  @Column({ type: 'varchar', length: 40, name: 'reminder_days', nullable: true }) reminderDays: string | null;
  /** Who may read it besides those responsible; the organisers until it is published with the minutes. */
  @CodeColumn() audience: Audience;
  @LineColumn({ name: 'created_by' }) createdBy: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}
