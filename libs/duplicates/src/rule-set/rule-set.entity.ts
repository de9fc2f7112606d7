import { Entity, Index } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  NumberColumn,
} from '@samrad/platform/database';
import type { Noun } from '../rule/rule.types.js';

/** How alike two records must be, as somebody here decided it: what each sign weighs, and how many points are enough. */
@Entity('duplicate_rule_set')
@Index('uq_duplicate_rule_set', ['noun', 'name'], { unique: true })
export class RuleSet {
  @IdColumn() id: string;
  @CodeColumn() noun: Noun;
  @LineColumn({ length: 80 }) name: string;
  @NumberColumn() threshold: number;
  /** Sign → points. */
  @JsonColumn() weights: object;
  @LineColumn({ name: 'changed_by' }) changedBy: string;
  @InstantColumn({ name: 'changed_at' }) changedAt: Instant;
  @EditVersionColumn() version: number;
}
