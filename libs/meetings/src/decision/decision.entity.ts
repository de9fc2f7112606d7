import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
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

/** What a meeting decided; numbered within the year of the meeting: `2/26`. */
@Entity('decision')
@Index('uq_decision_number', ['year', 'number'], { unique: true })
@Index('ix_decision_meeting', ['meetingId'])
export class Decision {
  @IdColumn() id: string;
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
  /** Who may read about the item, as of the newest published minutes. */
  @CodeColumn({ default: 'open' }) access: SessionAccess;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @EditVersionColumn() version: number;
}
