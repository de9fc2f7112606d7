import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, IdColumn, InstantColumn, LineColumn, RefColumn } from '@samrad/platform/database';
import { Account } from '../account/account.entity.js';

export type TokenPurpose = 'api' | 'feed';

/** A personal token for the API or a calendar feed. Only its SHA-256 is stored. */
@Entity('access_token')
@Index('uq_access_token_hash', ['tokenHash'], { unique: true })
@Index('ix_access_token_account', ['accountId'])
export class AccessToken {
  @IdColumn() id: string;
  @Column({ type: 'varchar', length: 64, name: 'token_hash' }) tokenHash: string;
  @RefColumn({ name: 'account_id' }) accountId: string;
  @ManyToOne(() => Account, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_access_token_account_id' })
  account: Relation<Account>;
  @CodeColumn() purpose: TokenPurpose;
  @LineColumn() name: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'last_used_at', nullable: true }) lastUsedAt: Instant | null;
  @InstantColumn({ name: 'expires_at', nullable: true }) expiresAt: Instant | null;
}
