import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { HoldsPerson, Person, newerAnswer } from '@samrad/network';
import { Minutes } from '../minutes.entity.js';

export const circles = ['group', 'participants'] as const;
/** Whom minutes go round to. */
export type Circle = (typeof circles)[number];
export const procedures = ['silence', 'meeting'] as const;
/** How minutes become adopted: nobody objects in time, or the next meeting says so. */
export type Procedure = (typeof procedures)[number];
/** How a circulation ended; `replaced`: a revised text went round after it. */
export type Outcome = 'adopted' | 'objected' | 'recalled' | 'replaced';

/** Minutes as they went round for comments, frozen. */
@Entity('minutes_circulation')
@Index('uq_minutes_circulation', ['minutesId', 'number'], { unique: true })
export class Circulation {
  @IdColumn() id: string;
  @RefColumn({ name: 'minutes_id' }) minutesId: string;
  @ManyToOne(() => Minutes, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'minutes_id', foreignKeyConstraintName: 'fk_minutes_circulation_minutes_id' })
  minutes: Relation<Minutes>;
  @NumberColumn() number: number;
  @CodeColumn() circle: Circle;
  @CodeColumn({ name: 'procedure_kind' }) procedureKind: Procedure;
  /** Last day for comments, at the place of the meeting. */
  @DayColumn({ name: 'closes_on' }) closesOn: Day;
  /** When that day is over. */
  @InstantColumn({ name: 'closes_at' }) closesAt: Instant;
  @TextColumn({ nullable: true }) note: string | null;
  @JsonColumn() snapshot: object;
  @LineColumn({ name: 'sent_by' }) sentBy: string;
  @InstantColumn({ name: 'sent_at' }) sentAt: Instant;
  /** Null while it goes on. */
  @CodeColumn({ nullable: true }) outcome: Outcome | null;
  @InstantColumn({ name: 'settled_at', nullable: true }) settledAt: Instant | null;
  @LineColumn({ name: 'settled_by', nullable: true }) settledBy: string | null;
  /** The item of the agenda at which the next meeting adopts. */
  @RefColumn({ name: 'item_id', nullable: true }) itemId: string | null;
  @EditVersionColumn() version: number;
}

/** Somebody whom minutes went round to, with a personal link. */
@Entity('circulation_recipient')
@Index('uq_circulation_recipient', ['circulationId', 'personId'], { unique: true })
@Index('uq_circulation_recipient_link', ['linkHash'], { unique: true })
export class CirculationRecipient {
  @IdColumn() id: string;
  @RefColumn({ name: 'circulation_id' }) circulationId: string;
  @ManyToOne(() => Circulation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'circulation_id', foreignKeyConstraintName: 'fk_circulation_recipient_circulation_id' })
  circulation: Relation<Circulation>;
  @HoldsPerson({ counted: 'circulations', answer: { properties: ['answeredAt'], isTheirs: newerAnswer } })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_circulation_recipient_person_id' })
  person: Relation<Person>;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @Column({ type: 'varchar', length: 64, name: 'link_hash' }) linkHash: string;
  /** Commented, objected or said that there is nothing to say. */
  @InstantColumn({ name: 'answered_at', nullable: true }) answeredAt: Instant | null;
}

export const rulings = ['accepted', 'refused'] as const;
export type Ruling = (typeof rulings)[number];

/** What somebody says of one paragraph, or of the whole. */
@Entity('minutes_comment')
@Index('ix_minutes_comment', ['circulationId', 'createdAt'])
export class MinutesComment {
  @IdColumn() id: string;
  @RefColumn({ name: 'circulation_id' }) circulationId: string;
  @ManyToOne(() => Circulation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'circulation_id', foreignKeyConstraintName: 'fk_minutes_comment_circulation_id' })
  circulation: Relation<Circulation>;
  @HoldsPerson({ counted: 'comments' })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_minutes_comment_person_id' })
  person: Relation<Person> | null;
  @LineColumn() author: string;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  /** Paragraph of the circulated text, see `paragraphs.ts`; empty: the whole. */
  @Column({ type: 'varchar', length: 100 }) anchor: string;
  /** The words of the paragraph as they went round. */
  @TextColumn({ nullable: true }) quote: string | null;
  @TextColumn({ nullable: true }) text: string | null;
  /** The words proposed instead. */
  @TextColumn({ nullable: true }) wording: string | null;
  @FlagColumn({ name: 'is_objection', default: false }) isObjection: boolean;
  /** Came after the closing date: kept for the secretariat alone. */
  @FlagColumn({ name: 'is_late', default: false }) isLate: boolean;
  @CodeColumn({ nullable: true }) ruling: Ruling | null;
  @TextColumn({ name: 'ruling_reason', nullable: true }) rulingReason: string | null;
  @LineColumn({ name: 'ruled_by', nullable: true }) ruledBy: string | null;
  @InstantColumn({ name: 'ruled_at', nullable: true }) ruledAt: Instant | null;
  /** When the accepted wording was taken into the text. */
  @InstantColumn({ name: 'taken_at', nullable: true }) takenAt: Instant | null;
  @LineColumn({ name: 'taken_by', nullable: true }) takenBy: string | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}
