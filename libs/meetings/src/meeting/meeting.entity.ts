import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { Group, HoldsPerson, Person, State } from '@samrad/network';
import { Document, type Audience as AnyAudience } from '@samrad/library';
import { Series } from '../series/series.entity.js';

export const meetingStatuses = ['draft', 'called', 'held', 'minutes_published', 'postponed', 'cancelled'] as const;
/** Who may see a meeting besides those who are invited. */
export type MeetingAudience = Exclude<AnyAudience, 'ncps' | 'states'>;
export type MeetingStatus = (typeof meetingStatuses)[number];

/** A meeting. Times are wall times in `zone`; `startAt` and `endAt` are derived from them. */
@Entity('meeting')
@Index('ix_meeting_start', ['startAt'])
@Index('ix_meeting_status', ['status', 'startAt'])
@Index('ix_meeting_group', ['groupId', 'startAt'])
@Index('uq_meeting_number', ['seriesId', 'number'], { unique: true })
@Index('uq_meeting_uid', ['uid'], { unique: true })
export class Meeting {
  @IdColumn() id: string;
  @RefColumn({ name: 'series_id', nullable: true }) seriesId: string | null;
  @ManyToOne(() => Series)
  @JoinColumn({ name: 'series_id', foreignKeyConstraintName: 'fk_meeting_series_id' })
  series: Relation<Series> | null;
  /** Running number in the series. */
  @NumberColumn({ nullable: true }) number: number | null;
  @LineColumn() title: string;
  @TextColumn({ nullable: true }) description: string | null;
  @CodeColumn() status: MeetingStatus;
  /** `YYYY-MM-DDTHH:MM` on the wall at the place of the meeting. */
  @Column({ type: 'varchar', length: 16, name: 'start_wall' }) startWall: string;
  @Column({ type: 'varchar', length: 16, name: 'end_wall' }) endWall: string;
  /** IANA name. */
  @Column({ type: 'varchar', length: 64 }) zone: string;
  @InstantColumn({ name: 'start_at' }) startAt: Instant;
  @InstantColumn({ name: 'end_at' }) endAt: Instant;
  @LineColumn({ nullable: true }) place: string | null;
  @LineColumn({ name: 'video_url', length: 1000, nullable: true }) videoUrl: string | null;
  @Column({ type: 'varchar', length: 2, name: 'host_state_code', nullable: true }) hostStateCode: string | null;
  @ManyToOne(() => State)
  @JoinColumn({ name: 'host_state_code', foreignKeyConstraintName: 'fk_meeting_host_state_code' })
  hostState: Relation<State> | null;
  /** ISO 639-1 codes separated by commas: `en` or `en,nb`. */
  @LineColumn({ length: 40 }) languages: string;
  @RefColumn({ name: 'group_id', nullable: true }) groupId: string | null;
  @ManyToOne(() => Group)
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_meeting_group_id' })
  group: Relation<Group> | null;
  @HoldsPerson({ counted: 'meetingRoles' })
  @RefColumn({ name: 'chair_id', nullable: true })
  chairId: string | null;
  @ManyToOne(() => Person, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'chair_id', foreignKeyConstraintName: 'fk_meeting_chair_id' })
  chair: Relation<Person> | null;
  @HoldsPerson({ counted: 'meetingRoles' })
  @RefColumn({ name: 'secretary_id', nullable: true })
  secretaryId: string | null;
  @ManyToOne(() => Person, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'secretary_id', foreignKeyConstraintName: 'fk_meeting_secretary_id' })
  secretary: Relation<Person> | null;
  @DayColumn({ name: 'answer_by', nullable: true }) answerBy: Day | null;
  @CodeColumn() audience: MeetingAudience;
  /** RFC 5545 UID: fixed for the life of the meeting. */
  @LineColumn() uid: string;
  /** The mailbox that calendars know as ORGANIZER, from the first mail on, whatever MAIL_FROM says later. */
  @LineColumn({ name: 'organiser_address', length: 254, nullable: true }) organiserAddress: string | null;
  /** RFC 5545 SEQUENCE: rises with every change of time or status, never falls. */
  @NumberColumn({ default: 0 }) sequence: number;
  /** SEQUENCE of the last change of time: answers to an older one are answers to another date. */
  @NumberColumn({ name: 'significant_sequence', default: 0 }) significantSequence: number;
  /** `significantSequence` of what people were told last; a change undone before it was told goes back to it. */
  @NumberColumn({ name: 'told_significant_sequence', default: 0 }) toldSignificantSequence: number;
  /** The newest version of the agenda that those who are called are to be told of; null: none beyond the call. */
  @NumberColumn({ name: 'agenda_to_tell', nullable: true }) agendaToTell: number | null;
  /** Everybody's invitation lists those who are invited; otherwise each sees only themselves. */
  @FlagColumn({ name: 'shows_participants' }) showsParticipants: boolean;
  /** Calendar programs are asked not to offer “propose another time”. */
  @FlagColumn({ name: 'refuses_proposals' }) refusesProposals: boolean;
  /** Days before the answer deadline on which those who have not answered are reminded, e.g. `7,2,-1`; empty: never. */
  @LineColumn({ name: 'reminder_days', length: 40, default: '7,2,-1' }) reminderDays: string;
  /** Why it was cancelled or postponed. */
  @TextColumn({ name: 'status_reason', nullable: true }) statusReason: string | null;
  @InstantColumn({ name: 'called_at', nullable: true }) calledAt: Instant | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}

/** A document of the meeting, or of one item on its agenda. */
@Entity('meeting_document')
@Index('uq_meeting_document', ['meetingId', 'documentId'], { unique: true })
@Index('ix_meeting_document_document', ['documentId'])
export class MeetingDocument {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_meeting_document_meeting_id' })
  meeting: Relation<Meeting>;
  /** Null: a document of the meeting as a whole. */
  @RefColumn({ name: 'item_id', nullable: true }) itemId: string | null;
  @RefColumn({ name: 'document_id' }) documentId: string;
  @ManyToOne(() => Document, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'document_id', foreignKeyConstraintName: 'fk_meeting_document_document_id' })
  document: Relation<Document>;
  @NumberColumn({ default: 0 }) place: number;
}
