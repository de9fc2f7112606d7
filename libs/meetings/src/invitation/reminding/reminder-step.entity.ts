import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Day, Instant } from '@samrad/platform/clock';
import { DayColumn, IdColumn, InstantColumn, NumberColumn, RefColumn } from '@samrad/platform/database';
import { Meeting } from '../../meeting/meeting.entity.js';

/** A step of the reminder schedule that was taken, so that it is never taken twice. */
@Entity('reminder_step')
@Index('uq_reminder_step', ['meetingId', 'answerBy', 'days'], { unique: true })
export class ReminderStep {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_reminder_step_meeting_id' })
  meeting: Relation<Meeting>;
  /** The deadline that the step belongs to. */
  @DayColumn({ name: 'answer_by' }) answerBy: Day;
  /** Days before the deadline; negative: after it. */
  @NumberColumn() days: number;
  /** How many were reminded. */
  @NumberColumn() sent: number;
  @InstantColumn({ name: 'done_at' }) doneAt: Instant;
}
