import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import { IdColumn, InstantColumn, NumberColumn, RefColumn, TextColumn } from '@samrad/platform/database';
import { Asked } from '../asked/asked.entity.js';
import { Consultation, ConsultationAspect } from '../consultation/consultation.entity.js';

/** What a State answered at one time. The last answer of a State counts; earlier ones stay as its history. */
@Entity('ranking')
@Index('ix_ranking_state', ['consultationId', 'stateCode'])
export class Ranking {
  @IdColumn() id: string;
  @RefColumn({ name: 'consultation_id' }) consultationId: string;
  @ManyToOne(() => Consultation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'consultation_id', foreignKeyConstraintName: 'fk_ranking_consultation_id' })
  consultation: Relation<Consultation>;
  /** Who answered. */
  @RefColumn({ name: 'asked_id' }) askedId: string;
  @ManyToOne(() => Asked, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'asked_id', foreignKeyConstraintName: 'fk_ranking_asked_id' })
  asked: Relation<Asked>;
  @Column({ type: 'varchar', length: 2, name: 'state_code' }) stateCode: string;
  @TextColumn({ nullable: true }) comment: string | null;
  @InstantColumn({ name: 'answered_at' }) answeredAt: Instant;
}

/** One aspect and its place in an answer: 1 is first. */
@Entity('ranking_place')
@Index('uq_ranking_place', ['rankingId', 'place'], { unique: true })
@Index('uq_ranking_place_aspect', ['rankingId', 'aspectId'], { unique: true })
@Index('ix_ranking_place_aspect', ['aspectId'])
export class RankingPlace {
  @IdColumn() id: string;
  @RefColumn({ name: 'ranking_id' }) rankingId: string;
  @ManyToOne(() => Ranking, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'ranking_id', foreignKeyConstraintName: 'fk_ranking_place_ranking_id' })
  ranking: Relation<Ranking>;
  @RefColumn({ name: 'aspect_id' }) aspectId: string;
  @ManyToOne(() => ConsultationAspect, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'aspect_id', foreignKeyConstraintName: 'fk_ranking_place_aspect_id' })
  aspect: Relation<ConsultationAspect>;
  @NumberColumn() place: number;
}
