import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { HoldsPerson, Person } from '@samrad/network';
import type { Instant } from '@samrad/platform/clock';
import { IdColumn, InstantColumn, RefColumn } from '@samrad/platform/database';

/** The personal link by which somebody who is reminded says how far their tasks are, without an account. */
@Entity('task_link')
@Index('uq_task_link_hash', ['linkHash'], { unique: true })
@Index('ix_task_link_person', ['personId'])
export class TaskLinkRow {
  @IdColumn() id: string;
  @HoldsPerson({ counted: 'asked', isErased: true })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_task_link_person_id' })
  person: Relation<Person>;
  /** SHA-256 of the link's secret; the link itself is derived, never stored. */
  @Column({ type: 'varchar', length: 64, name: 'link_hash' }) linkHash: string;
  /** Every mail that carries the link makes it last longer. */
  @InstantColumn({ name: 'valid_until' }) validUntil: Instant;
}
