import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { CodeColumn, EditVersionColumn, IdColumn, LineColumn, RefColumn } from '@samrad/platform/database';
import { Group } from '../group.entity.js';
import type { RecipientStates } from './composition.rules.js';

/** A group within a group: whoever is in the part is in the group. */
@Entity('group_part')
@Index('uq_group_part', ['groupId', 'partId'], { unique: true })
@Index('ix_group_part_part', ['partId'])
export class GroupPart {
  @IdColumn() id: string;
  @RefColumn({ name: 'group_id' }) groupId: string;
  @ManyToOne(() => Group, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_group_part_group_id' })
  group: Relation<Group>;
  @RefColumn({ name: 'part_id' }) partId: string;
  @ManyToOne(() => Group, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'part_id', foreignKeyConstraintName: 'fk_group_part_part_id' })
  part: Relation<Group>;
}

/** Some of a group under a name of their own, e.g. “chairs of REG”. */
@Entity('group_recipients')
@Index('ix_group_recipients_group', ['groupId'])
export class GroupRecipients {
  @IdColumn() id: string;
  @RefColumn({ name: 'group_id' }) groupId: string;
  @ManyToOne(() => Group, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_group_recipients_group_id' })
  group: Relation<Group>;
  @LineColumn({ name: 'name_en' }) nameEn: string;
  @LineColumn({ name: 'name_nb' }) nameNb: string;
  @LineColumn({ name: 'name_nn' }) nameNn: string;
  /** Roles in the group, separated by commas; blank: all. */
  @LineColumn({ length: 100 }) roles: string;
  @CodeColumn() states: RecipientStates;
  @EditVersionColumn() version: number;
}
