import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { Asked } from '../asked/asked.entity.js';

export const confirmationAnswers = ['yes', 'no'] as const;
export type ConfirmationAnswer = (typeof confirmationAnswers)[number];

/** What one person was asked about one item of an agenda, and what they said. */
@Entity('presenter_confirmation')
@Index('uq_presenter_confirmation', ['askedId', 'itemId'], { unique: true })
@Index('ix_presenter_confirmation_item', ['itemId'])
export class PresenterConfirmation {
  @IdColumn() id: string;
  @RefColumn({ name: 'asked_id' }) askedId: string;
  @ManyToOne(() => Asked, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'asked_id', foreignKeyConstraintName: 'fk_presenter_confirmation_asked_id' })
  asked: Relation<Asked>;
  /** Of the draft or of a published version: an item that is gone from the draft may still be published. */
  @RefColumn({ name: 'item_id' }) itemId: string;
  /** The State that presents; null: the person does. */
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  /** The time that was asked about: wall times `YYYY-MM-DDTHH:MM` in `zone`. */
  @Column({ type: 'varchar', length: 16, name: 'start_wall' }) startWall: string;
  @Column({ type: 'varchar', length: 16, name: 'end_wall' }) endWall: string;
  @Column({ type: 'varchar', length: 64 }) zone: string;
  @DayColumn({ name: 'respond_by' }) respondBy: Day;
  @CodeColumn({ nullable: true }) answer: ConfirmationAnswer | null;
  /** What the talk is to be called. */
  @LineColumn({ name: 'talk_title', nullable: true }) talkTitle: string | null;
  @TextColumn({ nullable: true }) needs: string | null;
  @InstantColumn({ name: 'answered_at', nullable: true }) answeredAt: Instant | null;
}
