import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { SessionAccess } from '../agenda/session/session.types.js';
import { Meeting } from '../meeting/meeting.entity.js';

export const standings = ['standing', 'superseded', 'carried_out'] as const;
/** What became of a decision. */
export type Standing = (typeof standings)[number];

/** What a meeting decided; numbered within its series and the year of the meeting: `2/26`. */
@Entity('decision')
@Index('uq_decision_number', ['seriesKey', 'year', 'number'], { unique: true })
@Index('ix_decision_superseded_by', ['supersededById'])
@Index('ix_decision_meeting', ['meetingId'])
export class Decision {
  @IdColumn() id: string;
  /** The series that the number belongs to; empty: meetings outside any series. It stays when the meeting moves. */
  @RefColumn({ name: 'series_key', default: '' }) seriesKey: string;
  @NumberColumn() year: number;
  @NumberColumn() number: number;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting)
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_decision_meeting_id' })
  meeting: Relation<Meeting>;
  /** The item of the agenda; as in `minutes_section` it stays when the item leaves the draft agenda. */
  @RefColumn({ name: 'item_id', nullable: true }) itemId: string | null;
  @TextColumn() text: string;
  /** As it stands in the newest published minutes; null until then, and only organisers see it. */
  @TextColumn({ name: 'published_text', nullable: true }) publishedText: string | null;
  @CodeColumn({ default: 'standing' }) standing: Standing;
  /** The decision that replaces it; only with the standing `superseded`. */
  @RefColumn({ name: 'superseded_by_id', nullable: true }) supersededById: string | null;
  /** How it is carried out, in words. */
  @TextColumn({ name: 'follow_up', nullable: true }) followUp: string | null;
  /** Who may read about the item, as of the newest published minutes. */
  @CodeColumn({ default: 'open' }) access: SessionAccess;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}

/** The last number given in a series and year. It only rises. */
@Entity('decision_counter')
export class DecisionCounter {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'series_key' }) seriesKey: string;
  @PrimaryColumn({ type: 'int' }) year: number;
  @NumberColumn({ name: 'last_number' }) lastNumber: number;
}
