import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { HoldsPerson, Person, newerAnswer } from '@samrad/network';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, IdColumn, InstantColumn, LineColumn, RefColumn } from '@samrad/platform/database';

export const askedAbout = ['presenter', 'item_call', 'consultation', 'state_report'] as const;
/** What somebody is asked about: to present at a meeting, to propose items, to rank aspects, to report for a State. */
export type AskedAbout = (typeof askedAbout)[number];

/** One person asked about one thing, with a personal link. */
@Entity('preparation_asked')
@Index('uq_preparation_asked', ['about', 'aboutId', 'personId'], { unique: true })
@Index('uq_preparation_asked_link', ['linkHash'], { unique: true })
@Index('ix_preparation_asked_person', ['personId'])
export class Asked {
  @IdColumn() id: string;
  @CodeColumn() about: AskedAbout;
  /** The meeting, the call for items, the consultation or the call for reports. */
  @RefColumn({ name: 'about_id' }) aboutId: string;
  @HoldsPerson({ counted: 'asked', answer: { properties: ['answeredAt'], isTheirs: newerAnswer } })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_preparation_asked_person_id' })
  person: Relation<Person>;
  /** State the person answers for; null: for themselves. */
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  /** Where the mails go. */
  @LineColumn({ length: 254 }) address: string;
  @InstantColumn({ name: 'sent_at' }) sentAt: Instant;
  @InstantColumn({ name: 'answered_at', nullable: true }) answeredAt: Instant | null;
  @InstantColumn({ name: 'reminded_at', nullable: true }) remindedAt: Instant | null;
  /** SHA-256 of the personal link's secret; the link itself is derived, never stored. */
  @Column({ type: 'varchar', length: 64, name: 'link_hash' }) linkHash: string;
}
