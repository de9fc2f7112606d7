import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  IdColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { Exemption } from '@samrad/library';
import type { Day } from '@samrad/platform/clock';
import { HoldsPerson, Person } from '@samrad/network';
import { Meeting } from '../../meeting/meeting.entity.js';
import type { Attribution, SessionAccess } from './session.types.js';

/** A heading over items of an agenda: who may attend them, and what may be told of them. */
@Entity('agenda_session')
@Index('ix_agenda_session_meeting', ['meetingId', 'place'])
@Index('ix_agenda_session_exemption_review', ['exemptionReviewOn'])
export class AgendaSession {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_agenda_session_meeting_id' })
  meeting: Relation<Meeting>;
  /** 0, 1, 2 … in the order in which they were made; on the agenda they stand where their items are. */
  @NumberColumn() place: number;
  @LineColumn() title: string;
  @CodeColumn() access: SessionAccess;
  @CodeColumn() attribution: Attribution;
  /** Paragraph of offentleglova that keeps its items from the public; null: it is open, or none is named. */
  @CodeColumn({ nullable: true }) exemption: Exemption | null;
  @TextColumn({ name: 'exemption_reason', nullable: true }) exemptionReason: string | null;
  @DayColumn({ name: 'exemption_review_on', nullable: true }) exemptionReviewOn: Day | null;
  @EditVersionColumn() version: number;
}

/** A working group of a session: its items run beside those of the other groups. */
@Entity('agenda_group')
@Index('ix_agenda_group_session', ['sessionId', 'place'])
export class AgendaGroup {
  @IdColumn() id: string;
  @RefColumn({ name: 'session_id' }) sessionId: string;
  @ManyToOne(() => AgendaSession, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'fk_agenda_group_session_id' })
  session: Relation<AgendaSession>;
  @NumberColumn() place: number;
  @LineColumn() name: string;
  @LineColumn({ nullable: true }) room: string | null;
  @HoldsPerson({ counted: 'meetingRoles' })
  @RefColumn({ name: 'chair_id', nullable: true })
  chairId: string | null;
  @ManyToOne(() => Person, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'chair_id', foreignKeyConstraintName: 'fk_agenda_group_chair_id' })
  chair: Relation<Person> | null;
}
