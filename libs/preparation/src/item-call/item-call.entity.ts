import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Meeting } from '@samrad/meetings';
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

export const itemCallStatuses = ['open', 'closed'] as const;
export type ItemCallStatus = (typeof itemCallStatuses)[number];

/** A call for items of one meeting: States propose until a day. */
@Entity('item_call')
@Index('uq_item_call_meeting', ['meetingId'], { unique: true })
export class ItemCall {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_item_call_meeting_id' })
  meeting: Relation<Meeting>;
  /** What those asked should know. */
  @TextColumn({ nullable: true }) message: string | null;
  /** What comes later is marked as late. */
  @DayColumn({ name: 'respond_by' }) respondBy: Day;
  @CodeColumn() status: ItemCallStatus;
  @LineColumn({ name: 'created_by' }) createdBy: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}
