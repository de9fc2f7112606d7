import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Day } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  LineColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { ParticipationKind } from './known-states.js';

/** A country. The code is ISO 3166-1 alpha-2; Eurostat's differs for Greece (EL). */
@Entity('state')
export class State {
  @PrimaryColumn({ type: 'varchar', length: 2 }) code: string;
  @Column({ type: 'varchar', length: 2, name: 'eurostat_code' }) eurostatCode: string;
  @LineColumn({ name: 'name_en' }) nameEn: string;
  @LineColumn({ name: 'name_nb' }) nameNb: string;
  @LineColumn({ name: 'name_nn' }) nameNn: string;
  @FlagColumn() eu: boolean;
  /** In the European Economic Area, where the same rules protect personal data. */
  @FlagColumn() eea: boolean;
  @EditVersionColumn() version: number;
}

/** A State's part in the European Migration Network, with dates. */
@Entity('participation')
@Index('ix_participation_state', ['stateCode'])
export class Participation {
  @IdColumn() id: string;
  @Column({ type: 'varchar', length: 2, name: 'state_code' }) stateCode: string;
  @ManyToOne(() => State, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'state_code', foreignKeyConstraintName: 'fk_participation_state_code' })
  state: Relation<State>;
  @CodeColumn() kind: ParticipationKind;
  @DayColumn({ name: 'valid_from' }) validFrom: Day;
  @DayColumn({ name: 'valid_to', nullable: true }) validTo: Day | null;
  /** What is unsure about the dates. */
  @TextColumn({ nullable: true }) note: string | null;
}
