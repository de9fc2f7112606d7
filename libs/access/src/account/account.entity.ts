import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Role } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
} from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { HoldsPerson, Person } from '@samrad/network';

/** A person who can sign in. Experts without one get theirs at the first sign-in link. */
@Entity('account')
@Index('uq_account_person', ['personId'], { unique: true })
export class Account {
  @IdColumn() id: string;
  @HoldsPerson({ counted: 'accounts', isSingle: true, isErased: true })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_account_person_id' })
  person: Relation<Person>;
  /** argon2id; null: signs in by link only. */
  @LineColumn({ name: 'password_hash', nullable: true }) passwordHash: string | null;
  @Column({ type: 'varchar', length: 2, nullable: true }) language: Language | null;
  @FlagColumn({ name: 'is_disabled' }) isDisabled: boolean;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}

@Entity('account_role')
export class AccountRole {
  @RefColumn({ name: 'account_id', primary: true }) accountId: string;
  @ManyToOne(() => Account, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_account_role_account_id' })
  account: Relation<Account>;
  @CodeColumn({ primary: true }) role: Role;
}
