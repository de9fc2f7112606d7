import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  CodeColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
} from '@samrad/platform/database';
import { Series } from '../series.entity.js';

export const topicStatuses = ['open', 'closed'] as const;
export type TopicStatus = (typeof topicStatuses)[number];

/** Something that the meetings of a series come back to until it is closed. */
@Entity('series_topic')
@Index('ix_series_topic_series', ['seriesId', 'place'])
export class SeriesTopic {
  @IdColumn() id: string;
  @RefColumn({ name: 'series_id' }) seriesId: string;
  @ManyToOne(() => Series, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'series_id', foreignKeyConstraintName: 'fk_series_topic_series_id' })
  series: Relation<Series>;
  /** 0, 1, 2 … within the series. */
  @NumberColumn() place: number;
  @LineColumn() title: string;
  /** Goes onto every agenda, also after it was discussed. */
  @FlagColumn({ name: 'is_recurring' }) isRecurring: boolean;
  /** A closed one goes onto no agenda by itself. */
  @CodeColumn() status: TopicStatus;
  @EditVersionColumn() version: number;
}
