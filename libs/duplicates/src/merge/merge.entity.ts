import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
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
  TextColumn,
} from '@samrad/platform/database';
import type { Noun } from '../rule/rule.types.js';

/** Two records made one: `lostId` exists no longer, and leads to `keptId`. */
@Entity('record_merge')
@Index('ix_record_merge_lost', ['noun', 'lostId'])
@Index('ix_record_merge_kept', ['noun', 'keptId'])
@Index('ix_record_merge_until', ['isForgotten', 'undoUntil'])
export class RecordMerge {
  @IdColumn() id: string;
  @CodeColumn() noun: Noun;
  @RefColumn({ name: 'kept_id' }) keptId: string;
  @RefColumn({ name: 'lost_id' }) lostId: string;
  @LineColumn({ name: 'kept_name' }) keptName: string;
  @LineColumn({ name: 'lost_name' }) lostName: string;
  /** What moved and what was set aside, as word → count. */
  @JsonColumn() facts: object;
  @LineColumn({ name: 'merged_by' }) mergedBy: string;
  @InstantColumn({ name: 'merged_at' }) mergedAt: Instant;
  @InstantColumn({ name: 'undo_until' }) undoUntil: Instant;
  @LineColumn({ name: 'undone_by', nullable: true }) undoneBy: string | null;
  @InstantColumn({ name: 'undone_at', nullable: true }) undoneAt: Instant | null;
  /** What moved is no longer known row by row: it cannot be undone. */
  @FlagColumn({ name: 'is_forgotten' }) isForgotten: boolean;
  @EditVersionColumn() version: number;
}

/** One row that a merge changed, as it was and as it became. */
@Entity('merge_change')
@Index('ix_merge_change_merge', ['mergeId', 'place'])
export class MergeChange {
  @IdColumn() id: string;
  @RefColumn({ name: 'merge_id' }) mergeId: string;
  @ManyToOne(() => RecordMerge, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'merge_id', foreignKeyConstraintName: 'fk_merge_change_merge_id' })
  merge: Relation<RecordMerge>;
  @NumberColumn() place: number;
  @CodeColumn() kind: 'changed' | 'set_aside' | 'added';
  @LineColumn({ name: 'table_name' }) tableName: string;
  @JsonColumn({ name: 'row_key' }) rowKey: object;
  /** JSON of the columns that changed, or of the whole row set aside. */
  @TextColumn({ nullable: true }) before: string | null;
  /** JSON of the columns that changed, or of the whole row added. */
  @TextColumn({ nullable: true }) after: string | null;
}
