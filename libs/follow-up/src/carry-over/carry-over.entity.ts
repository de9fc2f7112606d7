import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Meeting } from '@samrad/meetings';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, IdColumn, InstantColumn, NumberColumn, RefColumn } from '@samrad/platform/database';

export const carriedKinds = ['actions', 'topic'] as const;
export type CarriedKind = (typeof carriedKinds)[number];

/** Why an item stays although the minutes it came from are open again. */
export const keptReasons = ['edited', 'published', 'used', 'begun'] as const;
export type KeptReason = (typeof keptReasons)[number];

/**
 * What came onto the agenda of a meeting by itself. The row outlives the item: what somebody took away does not come a
 * second time.
 */
@Entity('carry_over')
@Index('uq_carry_over', ['meetingId', 'kind', 'topicKey'], { unique: true })
@Index('ix_carry_over_from', ['fromMeetingId'])
export class CarryOver {
  @IdColumn() id: string;
  /** Onto whose agenda. */
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_carry_over_meeting_id' })
  meeting: Relation<Meeting>;
  /** Whose minutes a topic came from; null for the follow-up of actions, which each meeting has of its own. */
  @RefColumn({ name: 'from_meeting_id', nullable: true }) fromMeetingId: string | null;
  @CodeColumn() kind: CarriedKind;
  /** The topic; empty for the follow-up of actions. */
  @RefColumn({ name: 'topic_key' }) topicKey: string;
  @RefColumn({ name: 'item_id' }) itemId: string;
  /** Of the item as it came: another one now means that somebody changed it. */
  @NumberColumn({ name: 'item_version' }) itemVersion: number;
  @CodeColumn({ name: 'kept_because', nullable: true }) keptBecause: KeptReason | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
}
