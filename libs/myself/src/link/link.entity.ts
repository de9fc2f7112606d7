import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { HoldsPerson, Person } from '@samrad/network';
import type { Instant } from '@samrad/platform/clock';
import { InstantColumn, LineColumn, RefColumn } from '@samrad/platform/database';

/** A personal link to the own page. The id is the hash of its secret. */
@Entity('own_link')
@Index('ix_own_link_person', ['personId'])
export class OwnLink {
  @Column({ type: 'varchar', length: 64, primary: true }) id: string;
  @HoldsPerson({ counted: 'ownLinks', isErased: true })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_own_link_person_id' })
  person: Relation<Person>;
  @InstantColumn({ name: 'expires_at' }) expiresAt: Instant;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
}

/** An address that somebody wants to have; it becomes theirs when the link sent there is used. */
@Entity('new_address')
@Index('ix_new_address_person', ['personId'])
export class NewAddress {
  @Column({ type: 'varchar', length: 64, primary: true }) id: string;
  @HoldsPerson({ counted: 'newAddresses', staysBehind: true, isErased: true })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_new_address_person_id' })
  person: Relation<Person>;
  @LineColumn({ length: 254 }) address: string;
  @InstantColumn({ name: 'expires_at' }) expiresAt: Instant;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
}
