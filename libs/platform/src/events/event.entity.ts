import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, LineColumn, RefColumn } from '../database/index.js';
import type { Instant } from '../clock/index.js';

/** Something that happened: audit trail, history and trigger in one. Never changed. */
@Entity('event')
@Index('ix_event_subject', ['noun', 'subjectId', 'id'])
@Index('ix_event_at', ['at'])
export class Event {
  @IdColumn() id: string;
  @CodeColumn({ length: 64 }) kind: string;
  @CodeColumn() noun: string;
  @RefColumn({ name: 'subject_id' }) subjectId: string;
  @RefColumn({ name: 'actor_id', nullable: true }) actorId: string | null;
  @LineColumn({ name: 'actor_name' }) actorName: string;
  @JsonColumn({ nullable: true }) data: object | null;
  @InstantColumn() at: Instant;
}
