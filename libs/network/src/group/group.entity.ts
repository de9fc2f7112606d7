import { Entity, Index } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { MemberRule } from './composition/composition.rules.js';

export const groupKinds = [
  'contact_points',
  'national_network',
  'expert_group',
  'working_group',
  'platform',
  'board',
] as const;
export type GroupKind = (typeof groupKinds)[number];

/** REG, the national expert network, working groups. */
@Entity('network_group')
@Index('uq_network_group_code', ['code'], { unique: true })
export class Group {
  @IdColumn() id: string;
  /** Short name, e.g. `REG`. */
  @CodeColumn() code: string;
  @LineColumn({ name: 'name_en' }) nameEn: string;
  @LineColumn({ name: 'name_nb' }) nameNb: string;
  @LineColumn({ name: 'name_nn' }) nameNn: string;
  @CodeColumn() kind: GroupKind;
  @TextColumn({ nullable: true }) description: string | null;
  /** Who is in besides those who were put in; null: no rule. */
  @JsonColumn({ name: 'member_rule', nullable: true }) memberRule: MemberRule | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}
