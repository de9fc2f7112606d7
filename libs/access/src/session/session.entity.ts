import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, InstantColumn, LineColumn, RefColumn } from '@samrad/platform/database';
import { HoldsPerson, Person } from '@samrad/network';
import { Account } from '../account/account.entity.js';

/** How a person proved who they are. */
export type SignInMethod = 'password' | 'link';

/** A signed-in browser. The cookie holds a random value; only its SHA-256 is stored. */
@Entity('session')
@Index('ix_session_account', ['accountId'])
@Index('ix_session_expires', ['expiresAt'])
export class Session {
  @PrimaryColumn({ type: 'varchar', length: 64 }) id: string;
  @RefColumn({ name: 'account_id' }) accountId: string;
  @ManyToOne(() => Account, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_session_account_id' })
  account: Relation<Account>;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'last_seen_at' }) lastSeenAt: Instant;
  @InstantColumn({ name: 'expires_at' }) expiresAt: Instant;
  @CodeColumn() method: SignInMethod;
  @LineColumn({ name: 'user_agent', length: 300 }) userAgent: string;
}

/** A link that signs a person in once. Only its SHA-256 is stored. */
@Entity('sign_in_link')
@Index('ix_sign_in_link_person', ['personId'])
export class SignInLink {
  @PrimaryColumn({ type: 'varchar', length: 64 }) id: string;
  @HoldsPerson({ counted: 'signInLinks', staysBehind: true, isErased: true })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_sign_in_link_person_id' })
  person: Relation<Person>;
  @Column({ type: 'varchar', length: 500, name: 'next_path' }) nextPath: string;
  @InstantColumn({ name: 'expires_at' }) expiresAt: Instant;
  @InstantColumn({ name: 'used_at', nullable: true }) usedAt: Instant | null;
}
