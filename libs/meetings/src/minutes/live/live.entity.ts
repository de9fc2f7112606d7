import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, IdColumn, InstantColumn, LineColumn, RefColumn } from '@samrad/platform/database';
import { Meeting } from '../../meeting/meeting.entity.js';
import { MinutesSection } from '../minutes.entity.js';

/** Who writes the text of an item: a lease that ends by itself when its window is closed. */
@Entity('minutes_writer')
@Index('uq_minutes_writer_section', ['sectionId'], { unique: true })
export class MinutesWriter {
  @IdColumn() id: string;
  @RefColumn({ name: 'section_id' }) sectionId: string;
  @ManyToOne(() => MinutesSection, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'section_id', foreignKeyConstraintName: 'fk_minutes_writer_section_id' })
  section: Relation<MinutesSection>;
  @RefColumn({ name: 'account_id' }) accountId: string;
  @LineColumn() name: string;
  /** The window: one person may have the item open twice. */
  @CodeColumn() tab: string;
  @InstantColumn() since: Instant;
  @InstantColumn({ name: 'until_at' }) untilAt: Instant;
}

/** A stretch of time in which an item was dealt with. */
@Entity('item_run')
@Index('ix_item_run_section', ['sectionId'])
@Index('uq_item_run_running', ['runningIn'], { unique: true })
export class ItemRun {
  @IdColumn() id: string;
  @RefColumn({ name: 'section_id' }) sectionId: string;
  @ManyToOne(() => MinutesSection, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'section_id', foreignKeyConstraintName: 'fk_item_run_section_id' })
  section: Relation<MinutesSection>;
  @InstantColumn({ name: 'begun_at' }) begunAt: Instant;
  /** Null: it is running. */
  @InstantColumn({ name: 'ended_at', nullable: true }) endedAt: Instant | null;
  /** The minutes, while it runs: so that only one item does. */
  @RefColumn({ name: 'running_in', nullable: true }) runningIn: string | null;
}

/** Something to come back to before the meeting ends. */
@Entity('parked_point')
@Index('ix_parked_point_meeting', ['meetingId'])
export class ParkedPoint {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_parked_point_meeting_id' })
  meeting: Relation<Meeting>;
  /** The item under which it came up. */
  @RefColumn({ name: 'item_id', nullable: true }) itemId: string | null;
  @LineColumn() text: string;
  @LineColumn({ name: 'parked_by' }) parkedBy: string;
  @InstantColumn({ name: 'parked_at' }) parkedAt: Instant;
  @InstantColumn({ name: 'settled_at', nullable: true }) settledAt: Instant | null;
}
