import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { CodeColumn, IdColumn, InstantColumn, LineColumn, RefColumn } from '@samrad/platform/database';
import { ActionItem } from '../action/action-item.entity.js';
import type { RelationKind } from './relation.rules.js';

/** `from` depends on `to`, or `from` supersedes `to`. */
@Entity('action_relation')
@Index('uq_action_relation', ['fromId', 'toId'], { unique: true })
@Index('ix_action_relation_to', ['toId', 'kind'])
export class ActionRelation {
  @IdColumn() id: string;
  @CodeColumn() kind: RelationKind;
  @RefColumn({ name: 'from_id' }) fromId: string;
  @ManyToOne(() => ActionItem, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'from_id', foreignKeyConstraintName: 'fk_action_relation_from_id' })
  from: Relation<ActionItem>;
  @RefColumn({ name: 'to_id' }) toId: string;
  @ManyToOne(() => ActionItem, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'to_id', foreignKeyConstraintName: 'fk_action_relation_to_id' })
  to: Relation<ActionItem>;
  @LineColumn({ name: 'created_by' }) createdBy: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
}
