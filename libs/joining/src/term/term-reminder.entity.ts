import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Membership } from '@samrad/network';
import type { Day, Instant } from '@samrad/platform/clock';
import { DayColumn, IdColumn, InstantColumn, NumberColumn, RefColumn } from '@samrad/platform/database';

/** That a term's end was brought to mind so many days before. For another last day, it is done anew. */
@Entity('term_reminder')
@Index('uq_term_reminder', ['membershipId', 'validTo', 'daysBefore'], { unique: true })
@Index('ix_term_reminder_listed', ['listedAt'])
export class TermReminder {
  @IdColumn() id: string;
  @RefColumn({ name: 'membership_id' }) membershipId: string;
  @ManyToOne(() => Membership, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'membership_id', foreignKeyConstraintName: 'fk_term_reminder_membership_id' })
  membership: Relation<Membership>;
  @DayColumn({ name: 'valid_to' }) validTo: Day;
  @NumberColumn({ name: 'days_before' }) daysBefore: number;
  @InstantColumn() at: Instant;
  /** When it stood in the organisers' list; null: not yet. */
  @InstantColumn({ name: 'listed_at', nullable: true }) listedAt: Instant | null;
}
