import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { HoldsPerson, Person, type Held } from '@samrad/network';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
} from '@samrad/platform/database';
import { MailingList } from '../mailing-list/mailing-list.entity.js';
import type { EndedHow, SubscriptionBasis, SubscriptionStatus } from './subscription.rules.js';

/** Who has withdrawn once has withdrawn, also when two records of them become one. */
const withdrawalCounts = (_ours: Held, theirs: Held): boolean => theirs.status === 'ended';

/** One address on one list. */
@Entity('subscription')
@Index('uq_subscription_address', ['listId', 'addressKey'], { unique: true })
@Index('uq_subscription_link', ['linkHash'], { unique: true })
@Index('ix_subscription_person', ['personId'])
@Index('ix_subscription_confirm', ['confirmHash'])
export class Subscription {
  @IdColumn() id: string;
  @RefColumn({ name: 'list_id' }) listId: string;
  @ManyToOne(() => MailingList, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'list_id', foreignKeyConstraintName: 'fk_subscription_list_id' })
  list: Relation<MailingList>;
  /** Null: somebody who is not in the register. */
  @HoldsPerson({
    counted: 'subscriptions',
    isErased: true,
    once: ['listId', 'personId'],
    answer: { properties: ['status', 'endedAt', 'endedHow'], isTheirs: withdrawalCounts },
  })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_subscription_person_id' })
  person: Relation<Person> | null;
  @LineColumn({ length: 254 }) address: string;
  @LineColumn({ name: 'address_key', length: 254 }) addressKey: string;
  /** nb, nn or en. */
  @Column({ type: 'varchar', length: 2 }) language: string;
  @CodeColumn() status: SubscriptionStatus;
  @CodeColumn() basis: SubscriptionBasis;
  /** What a coordinator stated. */
  @LineColumn({ name: 'basis_text', nullable: true }) basisText: string | null;
  @InstantColumn({ nullable: true }) since: Instant | null;
  @InstantColumn({ name: 'ended_at', nullable: true }) endedAt: Instant | null;
  @CodeColumn({ name: 'ended_how', nullable: true }) endedHow: EndedHow | null;
  /** SHA-256 of the secret in the link by which it is ended; the link itself is derived, never stored. */
  @Column({ type: 'varchar', length: 64, name: 'link_hash' }) linkHash: string;
  /** The same of the link by which it is confirmed; null: nothing to confirm. */
  @Column({ type: 'varchar', length: 64, name: 'confirm_hash', nullable: true }) confirmHash: string | null;
  @InstantColumn({ name: 'confirm_until', nullable: true }) confirmUntil: Instant | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}
