import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Group, HoldsPerson, Person, newerAnswer } from '@samrad/network';
import { Meeting, Series } from '@samrad/meetings';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';

export const pollStatuses = ['draft', 'open', 'closed', 'decided', 'cancelled'] as const;
export type PollStatus = (typeof pollStatuses)[number];

/** A search for a date: proposed times, and persons who say which of them suit. */
@Entity('poll')
@Index('ix_poll_status', ['status', 'respondBy'])
@Index('ix_poll_meeting', ['meetingId'])
export class Poll {
  @IdColumn() id: string;
  @LineColumn() title: string;
  @TextColumn({ nullable: true }) description: string | null;
  @CodeColumn() status: PollStatus;
  /** What the person who cancelled, closed or opened it again wanted to say. */
  @TextColumn({ name: 'status_reason', nullable: true }) statusReason: string | null;
  /** Series and group that the meeting will belong to. */
  @RefColumn({ name: 'series_id', nullable: true }) seriesId: string | null;
  @ManyToOne(() => Series)
  @JoinColumn({ name: 'series_id', foreignKeyConstraintName: 'fk_poll_series_id' })
  series: Relation<Series> | null;
  @RefColumn({ name: 'group_id', nullable: true }) groupId: string | null;
  @ManyToOne(() => Group)
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_poll_group_id' })
  group: Relation<Group> | null;
  @LineColumn({ nullable: true }) place: string | null;
  @LineColumn({ name: 'video_url', length: 1000, nullable: true }) videoUrl: string | null;
  @DayColumn({ name: 'respond_by' }) respondBy: Day;
  /** Those asked see what the others answered. */
  @FlagColumn({ name: 'shows_answers' }) showsAnswers: boolean;
  /** The chosen slot; null until the date is found. */
  @RefColumn({ name: 'chosen_slot_id', nullable: true }) chosenSlotId: string | null;
  @RefColumn({ name: 'meeting_id', nullable: true }) meetingId: string | null;
  @ManyToOne(() => Meeting, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_poll_meeting_id' })
  meeting: Relation<Meeting> | null;
  @LineColumn({ name: 'created_by' }) createdBy: string;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}

/** A proposed time: wall times in a zone of its own, and the instants they are. */
@Entity('poll_slot')
@Index('uq_poll_slot', ['pollId', 'startAt', 'endAt'], { unique: true })
export class PollSlot {
  @IdColumn() id: string;
  @RefColumn({ name: 'poll_id' }) pollId: string;
  @ManyToOne(() => Poll, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'poll_id', foreignKeyConstraintName: 'fk_poll_slot_poll_id' })
  poll: Relation<Poll>;
  /** `YYYY-MM-DDTHH:MM` in `zone`. */
  @Column({ type: 'varchar', length: 16, name: 'start_wall' }) startWall: string;
  @Column({ type: 'varchar', length: 16, name: 'end_wall' }) endWall: string;
  /** IANA name. */
  @Column({ type: 'varchar', length: 64 }) zone: string;
  @InstantColumn({ name: 'start_at' }) startAt: Instant;
  @InstantColumn({ name: 'end_at' }) endAt: Instant;
  /** Who answered before that has not answered to this one. */
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
}

/** One person asked in one poll. */
@Entity('poll_voter')
@Index('uq_poll_voter', ['pollId', 'personId'], { unique: true })
@Index('uq_poll_voter_link', ['linkHash'], { unique: true })
@Index('ix_poll_voter_person', ['personId'])
export class PollVoter {
  @IdColumn() id: string;
  @RefColumn({ name: 'poll_id' }) pollId: string;
  @ManyToOne(() => Poll, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'poll_id', foreignKeyConstraintName: 'fk_poll_voter_poll_id' })
  poll: Relation<Poll>;
  @HoldsPerson({ counted: 'polls', answer: { properties: ['comment', 'answeredAt'], isTheirs: newerAnswer } })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_poll_voter_person_id' })
  person: Relation<Person>;
  /** State the person is asked for; null: not for a State. */
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  /** Where the mails go. */
  @LineColumn({ length: 254 }) address: string;
  /** The meeting makes little sense without them. */
  @FlagColumn({ name: 'is_key' }) isKey: boolean;
  @TextColumn({ nullable: true }) comment: string | null;
  @InstantColumn({ name: 'answered_at', nullable: true }) answeredAt: Instant | null;
  /** Null: chosen, not yet asked. */
  @InstantColumn({ name: 'sent_at', nullable: true }) sentAt: Instant | null;
  @InstantColumn({ name: 'reminded_at', nullable: true }) remindedAt: Instant | null;
  /** SHA-256 of the personal link's secret; the link itself is derived, never stored. */
  @Column({ type: 'varchar', length: 64, name: 'link_hash' }) linkHash: string;
}

export const pollAnswers = ['yes', 'if_needed', 'no'] as const;
export type PollAnswer = (typeof pollAnswers)[number];

/** What one person said to one proposed time. */
@Entity('poll_vote')
@Index('uq_poll_vote', ['voterId', 'slotId'], { unique: true })
@Index('ix_poll_vote_slot', ['slotId'])
export class PollVote {
  @IdColumn() id: string;
  @RefColumn({ name: 'voter_id' }) voterId: string;
  @ManyToOne(() => PollVoter, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'voter_id', foreignKeyConstraintName: 'fk_poll_vote_voter_id' })
  voter: Relation<PollVoter>;
  @RefColumn({ name: 'slot_id' }) slotId: string;
  @ManyToOne(() => PollSlot, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'slot_id', foreignKeyConstraintName: 'fk_poll_vote_slot_id' })
  slot: Relation<PollSlot>;
  @CodeColumn() answer: PollAnswer;
}
