import { Entity, Index } from 'typeorm';
import type { Instant } from '../clock/index.js';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '../database/index.js';

export const traceKinds = ['read', 'export', 'import'] as const;
export type TraceKind = (typeof traceKinds)[number];

/** That somebody read, took out or brought in data with few readers. Never changed, kept two years. */
@Entity('trace')
@Index('uq_trace_once', ['onceKey'], { unique: true })
@Index('ix_trace_at', ['at', 'id'])
@Index('ix_trace_actor', ['actorId', 'at'])
export class Trace {
  @IdColumn() id: string;
  @CodeColumn() kind: TraceKind;
  /** The sort of data: `persons`, `document`, `needs`. */
  @CodeColumn() what: string;
  @RefColumn({ name: 'subject_id', nullable: true }) subjectId: string | null;
  @LineColumn({ nullable: true }) subject: string | null;
  @RefColumn({ name: 'actor_id', nullable: true }) actorId: string | null;
  @LineColumn({ name: 'actor_name' }) actorName: string;
  /** How many records. */
  @NumberColumn({ nullable: true }) amount: number | null;
  @LineColumn({ nullable: true }) receiver: string | null;
  @TextColumn({ nullable: true }) purpose: string | null;
  @JsonColumn({ nullable: true }) detail: object | null;
  @DayColumn() day: string;
  @InstantColumn() at: Instant;
  /** Readings are told once for each person, record and day. */
  @LineColumn({ name: 'once_key', nullable: true }) onceKey: string | null;
}
