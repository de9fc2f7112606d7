import { Entity, Index } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
} from '@samrad/platform/database';
import type { Noun, Reason } from '../rule/rule.types.js';

export const pairStatuses = ['open', 'distinct', 'merged'] as const;
/** To be looked at; looked at and different; made one. */
export type PairStatus = (typeof pairStatuses)[number];

/** One going through the register. */
@Entity('duplicate_scan')
@Index('ix_duplicate_scan_noun', ['noun', 'startedAt'])
export class DuplicateScan {
  @IdColumn() id: string;
  @CodeColumn() noun: Noun;
  /** One that comes with the product, or `own`. */
  @CodeColumn({ name: 'rule_set' }) ruleSet: string;
  /** One's own, as it was: it may have been changed or removed since. */
  @RefColumn({ name: 'rule_set_id', nullable: true }) ruleSetId: string | null;
  @JsonColumn({ nullable: true }) rules: object | null;
  /** Only counts: the list of pairs stays as it is. */
  @FlagColumn({ name: 'is_trial', default: false }) isTrial: boolean;
  @CodeColumn() status: 'running' | 'done' | 'failed';
  /** Records, and how many of them have been compared. */
  @NumberColumn({ default: 0 }) total: number;
  @NumberColumn({ default: 0 }) done: number;
  @NumberColumn({ default: 0 }) found: number;
  @LineColumn({ name: 'started_by' }) startedBy: string;
  @InstantColumn({ name: 'started_at' }) startedAt: Instant;
  @InstantColumn({ name: 'finished_at', nullable: true }) finishedAt: Instant | null;
}

/** Two records that look alike; the id that sorts first is on the left. */
@Entity('duplicate_pair')
@Index('uq_duplicate_pair', ['noun', 'leftId', 'rightId'], { unique: true })
@Index('ix_duplicate_pair_status', ['noun', 'status', 'score'])
@Index('ix_duplicate_pair_right', ['rightId'])
export class DuplicatePair {
  @IdColumn() id: string;
  @CodeColumn() noun: Noun;
  @RefColumn({ name: 'left_id' }) leftId: string;
  @RefColumn({ name: 'right_id' }) rightId: string;
  @NumberColumn() score: number;
  @JsonColumn() reasons: Reason[];
  @CodeColumn() status: PairStatus;
  /** The scan that saw it last. */
  @RefColumn({ name: 'scan_id', nullable: true }) scanId: string | null;
  @InstantColumn({ name: 'found_at' }) foundAt: Instant;
  @LineColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: Instant | null;
  @EditVersionColumn() version: number;
}
