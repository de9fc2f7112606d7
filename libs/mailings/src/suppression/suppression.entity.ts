import { Column, Entity, Index } from 'typeorm';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  NumberColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { SuppressionReason } from './suppression.rules.js';

/** An address that gets no mail. It holds no person and no address, and so outlasts both. */
@Entity('mail_suppression')
@Index('uq_mail_suppression', ['addressHash', 'scope'], { unique: true })
@Index('ix_mail_suppression_since', ['since'])
export class Suppression {
  @IdColumn() id: string;
  /** See `AddressHashes`. */
  @Column({ type: 'varchar', length: 64, name: 'address_hash' }) addressHash: string;
  /** `all`, or the id of the list that it was withdrawn from. */
  @Column({ type: 'varchar', length: 36 }) scope: string;
  @CodeColumn() reason: SuppressionReason;
  /** The other server's words, or an organiser's. */
  @TextColumn({ nullable: true }) words: string | null;
  @InstantColumn() since: Instant;
  @InstantColumn({ name: 'lifted_at', nullable: true }) liftedAt: Instant | null;
  @LineColumn({ name: 'lifted_by', nullable: true }) liftedBy: string | null;
  @LineColumn({ name: 'lifted_why', nullable: true }) liftedWhy: string | null;
  @EditVersionColumn() version: number;
}

/** How often mail to an address came back of late. */
@Entity('address_score')
export class AddressScore {
  @Column({ type: 'varchar', length: 64, name: 'address_hash', primary: true }) addressHash: string;
  @NumberColumn() score: number;
  @DayColumn({ name: 'last_on' }) lastOn: Day;
  /** What that day counted. */
  @NumberColumn({ name: 'last_weight' }) lastWeight: number;
  @TextColumn({ name: 'last_words', nullable: true }) lastWords: string | null;
}
