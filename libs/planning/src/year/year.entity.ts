import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Meeting, Series } from '@samrad/meetings';
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
} from '@samrad/platform/database';
import type { FixedKind } from './year.rules.js';

/** A meeting in the plan of a year. Once it has become a meeting, that meeting says when it is. */
@Entity('planned_meeting')
@Index('ix_planned_meeting_year', ['seriesId', 'year'])
@Index('ix_planned_meeting_meeting', ['meetingId'])
export class PlannedMeeting {
  @IdColumn() id: string;
  @RefColumn({ name: 'series_id' }) seriesId: string;
  @ManyToOne(() => Series, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'series_id', foreignKeyConstraintName: 'fk_planned_meeting_series_id' })
  series: Relation<Series>;
  @NumberColumn() year: number;
  @LineColumn() title: string;
  /** `YYYY-MM-DDTHH:MM` in `zone`. */
  @Column({ type: 'varchar', length: 16, name: 'start_wall' }) startWall: string;
  @Column({ type: 'varchar', length: 16, name: 'end_wall' }) endWall: string;
  /** IANA name. */
  @Column({ type: 'varchar', length: 64 }) zone: string;
  @LineColumn({ nullable: true }) place: string | null;
  @RefColumn({ name: 'meeting_id', nullable: true }) meetingId: string | null;
  @ManyToOne(() => Meeting, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_planned_meeting_meeting_id' })
  meeting: Relation<Meeting> | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}

export const fixedKinds = ['ncp_meeting', 'other'] as const;

/** Something that others have fixed: a meeting of the national contact points, a conference. */
@Entity('fixed_date')
@Index('ix_fixed_date_start', ['startsOn'])
export class FixedDate {
  @IdColumn() id: string;
  @CodeColumn() kind: FixedKind;
  @LineColumn() title: string;
  @DayColumn({ name: 'starts_on' }) startsOn: Day;
  @DayColumn({ name: 'ends_on' }) endsOn: Day;
  @LineColumn({ nullable: true }) place: string | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}
