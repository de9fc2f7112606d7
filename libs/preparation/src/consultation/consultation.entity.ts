import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Group, Topic } from '@samrad/network';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';

export const consultationStatuses = ['draft', 'open', 'closed'] as const;
export type ConsultationStatus = (typeof consultationStatuses)[number];

/** A round in which each State of a group ranks aspects of return that could be taken up. */
@Entity('consultation')
@Index('ix_consultation_status', ['status', 'respondBy'])
export class Consultation {
  @IdColumn() id: string;
  @LineColumn() title: string;
  @TextColumn({ nullable: true }) description: string | null;
  /** The group whose States are asked. */
  @RefColumn({ name: 'group_id' }) groupId: string;
  @ManyToOne(() => Group)
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_consultation_group_id' })
  group: Relation<Group>;
  @DayColumn({ name: 'respond_by' }) respondBy: Day;
  /** How many aspects a State ranks at most. */
  @NumberColumn() most: number;
  @CodeColumn() status: ConsultationStatus;
  @LineColumn({ name: 'created_by' }) createdBy: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}

/** One thing to choose from. */
@Entity('consultation_aspect')
@Index('ix_consultation_aspect', ['consultationId', 'place'])
export class ConsultationAspect {
  @IdColumn() id: string;
  @RefColumn({ name: 'consultation_id' }) consultationId: string;
  @ManyToOne(() => Consultation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'consultation_id', foreignKeyConstraintName: 'fk_consultation_aspect_consultation_id' })
  consultation: Relation<Consultation>;
  /** 0, 1, 2 … */
  @NumberColumn() place: number;
  @LineColumn() title: string;
  /** A topic of the register, which readers see in their language; null: only the title. */
  @CodeColumn({ name: 'topic_code', length: 64, nullable: true }) topicCode: string | null;
  @ManyToOne(() => Topic)
  @JoinColumn({ name: 'topic_code', foreignKeyConstraintName: 'fk_consultation_aspect_topic_code' })
  topic: Relation<Topic> | null;
}
