import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { HoldsPerson, Person } from '@samrad/network';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { RequestKind, RequestStatus } from './request.rules.js';

/** Somebody asks that their data be erased, left alone, or used again. */
@Entity('privacy_request')
@Index('ix_privacy_request_person', ['personId'])
@Index('ix_privacy_request_status', ['status', 'dueOn'])
export class PrivacyRequest {
  @IdColumn() id: string;
  @HoldsPerson({ counted: 'privacyRequests' })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_privacy_request_person_id' })
  person: Relation<Person>;
  @CodeColumn() kind: RequestKind;
  @TextColumn({ nullable: true }) words: string | null;
  @CodeColumn() status: RequestStatus;
  @InstantColumn({ name: 'asked_at' }) askedAt: Instant;
  /** One month after it was asked (GDPR, Article 12(3)). */
  @DayColumn({ name: 'due_on' }) dueOn: Day;
  @TextColumn({ nullable: true }) reason: string | null;
  @HoldsPerson({ counted: 'decisionsTaken' })
  @RefColumn({ name: 'decided_by_id', nullable: true })
  decidedById: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: Instant | null;
  @EditVersionColumn() version: number;
}
