import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Meeting } from '@samrad/meetings';
import { State } from '@samrad/network';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  DayColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';

/** A call for the reports of States before one meeting: they write until a day. */
@Entity('report_call')
@Index('uq_report_call_meeting', ['meetingId'], { unique: true })
export class ReportCall {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_report_call_meeting_id' })
  meeting: Relation<Meeting>;
  /** What those asked should know. */
  @TextColumn({ nullable: true }) message: string | null;
  /** What comes later is marked as late. */
  @DayColumn({ name: 'respond_by' }) respondBy: Day;
  /** Longest text on one topic, in letters. */
  @NumberColumn({ name: 'most_letters' }) mostLetters: number;
  @LineColumn({ name: 'created_by' }) createdBy: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}

/** What States report on: a line of its own, or an item of the agenda. */
@Entity('report_topic')
@Index('ix_report_topic_call', ['callId', 'place'])
export class ReportTopic {
  @IdColumn() id: string;
  @RefColumn({ name: 'call_id' }) callId: string;
  @ManyToOne(() => ReportCall, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'call_id', foreignKeyConstraintName: 'fk_report_topic_call_id' })
  call: Relation<ReportCall>;
  /** 0, 1, 2 … */
  @NumberColumn() place: number;
  /** The item of the agenda it was taken from: who may not attend that item does not read what is reported on it. */
  @RefColumn({ name: 'item_id', nullable: true }) itemId: string | null;
  /** By language of the meeting. */
  @JsonColumn() titles: object;
}

/** The report of one State; once cleared it goes into the annex to the minutes. */
@Entity('state_report')
@Index('uq_state_report', ['callId', 'stateCode'], { unique: true })
export class StateReport {
  @IdColumn() id: string;
  @RefColumn({ name: 'call_id' }) callId: string;
  @ManyToOne(() => ReportCall, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'call_id', foreignKeyConstraintName: 'fk_state_report_call_id' })
  call: Relation<ReportCall>;
  @Column({ type: 'varchar', length: 2, name: 'state_code' }) stateCode: string;
  @ManyToOne(() => State)
  @JoinColumn({ name: 'state_code', foreignKeyConstraintName: 'fk_state_report_state_code' })
  state: Relation<State>;
  @InstantColumn({ name: 'cleared_at', nullable: true }) clearedAt: Instant | null;
  @LineColumn({ name: 'cleared_by', nullable: true }) clearedBy: string | null;
  @EditVersionColumn() version: number;
}

/** What a State says on one topic. Every version is kept: the one with the highest number counts. */
@Entity('report_text')
@Index('uq_report_text', ['reportId', 'topicId', 'number'], { unique: true })
export class ReportText {
  @IdColumn() id: string;
  @RefColumn({ name: 'report_id' }) reportId: string;
  @ManyToOne(() => StateReport, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'report_id', foreignKeyConstraintName: 'fk_report_text_report_id' })
  report: Relation<StateReport>;
  @RefColumn({ name: 'topic_id' }) topicId: string;
  @ManyToOne(() => ReportTopic, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'topic_id', foreignKeyConstraintName: 'fk_report_text_topic_id' })
  topic: Relation<ReportTopic>;
  /** 1, 2, 3 … */
  @NumberColumn() number: number;
  /** Null: taken away again. */
  @TextColumn({ nullable: true }) text: string | null;
  /** Saved after the day of the call. */
  @FlagColumn({ name: 'is_late' }) isLate: boolean;
  @LineColumn({ name: 'saved_by' }) savedBy: string;
  @InstantColumn({ name: 'saved_at' }) savedAt: Instant;
}
