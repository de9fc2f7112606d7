import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Day } from '@samrad/platform/clock';
import { CodeColumn, DayColumn, FlagColumn, IdColumn, RefColumn } from '@samrad/platform/database';
import { Series } from '@samrad/meetings';
import { HoldsPerson, Person } from '@samrad/network';
import { Progress } from '../progress/progress.entity.js';

/** On which days new action items of a series are reminded of. */
@Entity('series_chasing')
export class SeriesChasing {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'series_id' }) seriesId: string;
  @ManyToOne(() => Series, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'series_id', foreignKeyConstraintName: 'fk_series_chasing_series_id' })
  series: Relation<Series>;
  /** `7,0,-7`: days before the due date; negative: after it. */
  @Column({ type: 'varchar', length: 40, name: 'reminder_days' }) reminderDays: string;
}

export type ToldFurther = 'contact' | 'organisers' | 'nobody';

/** Somebody who is to be reminded of something today, until the mail with everything of theirs is written. */
@Entity('chase_due')
@Index('uq_chase_due', ['personId', 'progressId'], { unique: true })
export class ChaseDue {
  @IdColumn() id: string;
  @HoldsPerson({ counted: 'reminders', isErased: true })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_chase_due_person_id' })
  person: Relation<Person>;
  @RefColumn({ name: 'progress_id' }) progressId: string;
  @ManyToOne(() => Progress, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'progress_id', foreignKeyConstraintName: 'fk_chase_due_progress_id' })
  progress: Relation<Progress>;
  /** Told because those responsible have not done it. */
  @FlagColumn({ name: 'is_escalation' }) isEscalation: boolean;
  /** Who else is told of the line, as those who are late with it get to know. */
  @CodeColumn({ name: 'told_further', nullable: true }) toldFurther: ToldFurther | null;
  @DayColumn({ name: 'chosen_on' }) chosenOn: Day;
}
