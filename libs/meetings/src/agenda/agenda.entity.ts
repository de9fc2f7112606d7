import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
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
import { HoldsPerson, Person, State, Topic } from '@samrad/network';
import { Meeting } from '../meeting/meeting.entity.js';
import type { Carried } from './carried/carried.types.js';

export const agendaItemTypes = ['information', 'discussion', 'decision', 'break', 'buffer', 'other'] as const;
export type AgendaItemType = (typeof agendaItemTypes)[number];

/** One item of the draft agenda; its clock time follows from the ones before it. */
@Entity('agenda_item')
@Index('ix_agenda_item_meeting', ['meetingId', 'place'])
@Index('ix_agenda_item_topic', ['topicId'])
export class AgendaItem {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_agenda_item_meeting_id' })
  meeting: Relation<Meeting>;
  /** 0, 1, 2 … within the meeting. */
  @NumberColumn() place: number;
  /** A buffer is kept as a break that is marked: what has no number for one has none for the other. */
  @CodeColumn() type: Exclude<AgendaItemType, 'buffer'>;
  @FlagColumn({ name: 'is_buffer' }) isBuffer: boolean;
  @LineColumn() title: string;
  /** Planned length. */
  @NumberColumn() minutes: number;
  @CodeColumn({ name: 'topic_code', length: 64, nullable: true }) topicCode: string | null;
  @ManyToOne(() => Topic)
  @JoinColumn({ name: 'topic_code', foreignKeyConstraintName: 'fk_agenda_item_topic_code' })
  topic: Relation<Topic> | null;
  @TextColumn({ nullable: true }) note: string | null;
  /** Null: open, and attributable. */
  @RefColumn({ name: 'session_id', nullable: true }) sessionId: string | null;
  /** The group of the session that takes it. */
  @RefColumn({ name: 'group_id', nullable: true }) groupId: string | null;
  /** Belongs under the item before it. */
  @FlagColumn({ name: 'is_sub' }) isSub: boolean;
  /** The topic of the series that it belongs to. */
  @RefColumn({ name: 'topic_id', nullable: true }) topicId: string | null;
  /** How it came onto the agenda by itself; null: somebody put it there. */
  @CodeColumn({ nullable: true }) carried: Carried | null;
  @EditVersionColumn() version: number;
}

/** Who presents an item: a person, or a State. */
@Entity('agenda_presenter')
@Index('ix_agenda_presenter_item', ['itemId', 'place'])
export class AgendaPresenter {
  @IdColumn() id: string;
  @RefColumn({ name: 'item_id' }) itemId: string;
  @ManyToOne(() => AgendaItem, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'item_id', foreignKeyConstraintName: 'fk_agenda_presenter_item_id' })
  item: Relation<AgendaItem>;
  @NumberColumn() place: number;
  @HoldsPerson({ counted: 'presentations', once: ['itemId', 'personId'] })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_agenda_presenter_person_id' })
  person: Relation<Person> | null;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @ManyToOne(() => State)
  @JoinColumn({ name: 'state_code', foreignKeyConstraintName: 'fk_agenda_presenter_state_code' })
  state: Relation<State> | null;
}

/** A published agenda, frozen, with what changed since the one before. */
@Entity('agenda_version')
@Index('uq_agenda_version', ['meetingId', 'number'], { unique: true })
export class AgendaVersion {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_agenda_version_meeting_id' })
  meeting: Relation<Meeting>;
  @NumberColumn() number: number;
  @InstantColumn({ name: 'published_at' }) publishedAt: Instant;
  @LineColumn({ name: 'published_by' }) publishedBy: string;
  /** The items as they were. */
  @JsonColumn() snapshot: object;
  /** Differences to the version before: locale keys with variables. */
  @JsonColumn() changes: object;
}
