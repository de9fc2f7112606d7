import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
} from '@samrad/platform/database';
import { Group } from '@samrad/network';

/** Meetings with a running number: REG 1, 2, 3 … */
@Entity('meeting_series')
@Index('uq_meeting_series_code', ['code'], { unique: true })
export class Series {
  @IdColumn() id: string;
  @CodeColumn() code: string;
  @LineColumn({ name: 'name_en' }) nameEn: string;
  @LineColumn({ name: 'name_nb' }) nameNb: string;
  @LineColumn({ name: 'name_nn' }) nameNn: string;
  /** Whom its meetings usually invite. */
  @RefColumn({ name: 'group_id', nullable: true }) groupId: string | null;
  @ManyToOne(() => Group)
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_meeting_series_group_id' })
  group: Relation<Group> | null;
  @NumberColumn({ name: 'next_number', default: 1 }) nextNumber: number;
  @EditVersionColumn() version: number;
}
