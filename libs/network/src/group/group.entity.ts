import { Entity, Index } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  TextColumn,
} from '@samrad/platform/database';

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
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}
