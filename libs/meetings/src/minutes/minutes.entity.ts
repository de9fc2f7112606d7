import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
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
import type { Audience, Exemption } from '@samrad/library';
import { HoldsPerson, Person, type Held } from '@samrad/network';
import type { SessionAccess } from '../agenda/session/session.types.js';
import type { AttendanceMode } from '../invitation/invitation.entity.js';
import { Meeting } from '../meeting/meeting.entity.js';

export const minutesStatuses = ['draft', 'circulated', 'adopted', 'published'] as const;
export type AdoptedWay = 'silence' | 'meeting';
/** `skipped`: it rests at the next meeting and comes back at the one after. */
export const topicOutcomes = ['discussed', 'not_discussed', 'skipped'] as const;
export type TopicOutcome = (typeof topicOutcomes)[number];
export type MinutesStatus = (typeof minutesStatuses)[number];

/** The minutes of a meeting: one section per agenda item. */
@Entity('minutes')
@Index('uq_minutes_meeting', ['meetingId'], { unique: true })
export class Minutes {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_minutes_meeting_id' })
  meeting: Relation<Meeting>;
  @CodeColumn() status: MinutesStatus;
  /** Who may read the published minutes. */
  @CodeColumn() audience: Audience;
  @InstantColumn({ name: 'published_at', nullable: true }) publishedAt: Instant | null;
  /** Number of the newest published version; 0 before the first. */
  @NumberColumn({ name: 'published_number', default: 0 }) publishedNumber: number;
  @InstantColumn({ name: 'adopted_at', nullable: true }) adoptedAt: Instant | null;
  /** `silence`, or `meeting`. */
  @CodeColumn({ name: 'adopted_way', nullable: true }) adoptedWay: AdoptedWay | null;
  @LineColumn({ name: 'adopted_by', nullable: true }) adoptedBy: string | null;
  /** The version that keeps the adopted text; what is published with another text says what was corrected. */
  @NumberColumn({ name: 'adopted_number', nullable: true }) adoptedNumber: number | null;
  @EditVersionColumn() version: number;
}

/** What was said under one item of the agenda. */
@Entity('minutes_section')
@Index('ix_minutes_section_minutes', ['minutesId', 'place'])
export class MinutesSection {
  @IdColumn() id: string;
  @RefColumn({ name: 'minutes_id' }) minutesId: string;
  @ManyToOne(() => Minutes, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'minutes_id', foreignKeyConstraintName: 'fk_minutes_section_minutes_id' })
  minutes: Relation<Minutes>;
  /** The agenda item it belongs to; null when that was removed afterwards. */
  @RefColumn({ name: 'item_id', nullable: true }) itemId: string | null;
  @NumberColumn() place: number;
  @LineColumn() title: string;
  /** `RichText` of platform/richtext. */
  @JsonColumn() content: object;
  @LineColumn({ name: 'edited_by', nullable: true }) editedBy: string | null;
  @InstantColumn({ name: 'edited_at', nullable: true }) editedAt: Instant | null;
  /** What became of it, when it belongs to a topic of the series; null: nobody has said. */
  @CodeColumn({ nullable: true }) outcome: TopicOutcome | null;
  @EditVersionColumn() version: number;
}

/** A version of the record, frozen: the text as it was adopted, or an edition that was published. */
@Entity('minutes_version')
@Index('uq_minutes_version', ['minutesId', 'number'], { unique: true })
export class MinutesVersion {
  @IdColumn() id: string;
  @RefColumn({ name: 'minutes_id' }) minutesId: string;
  @ManyToOne(() => Minutes, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'minutes_id', foreignKeyConstraintName: 'fk_minutes_version_minutes_id' })
  minutes: Relation<Minutes>;
  @NumberColumn() number: number;
  @CodeColumn() audience: Audience;
  /** Who published it; of adopted text who adopted it. */
  @LineColumn({ name: 'published_by' }) publishedBy: string;
  @InstantColumn({ name: 'published_at' }) publishedAt: Instant;
  /** How the text was adopted; null: the version is an edition that was published. */
  @CodeColumn({ name: 'adopted_way', nullable: true }) adoptedWay: AdoptedWay | null;
  /** The version with the adopted text that this one publishes or corrects, or is; null: it needed no adoption. */
  @NumberColumn({ name: 'adopted_number', nullable: true }) adoptedNumber: number | null;
  /** What was corrected since the version before. */
  @TextColumn({ nullable: true }) note: string | null;
  /** Of the sessions it corrects, when all of them are closed: whom the note is for. Null: everybody who reads the version. */
  @CodeColumn({ name: 'note_access', nullable: true }) noteAccess: SessionAccess | null;
  /** Paragraph of offentleglova that keeps it from the public; null: none is named. */
  @CodeColumn({ nullable: true }) exemption: Exemption | null;
  @TextColumn({ name: 'exemption_reason', nullable: true }) exemptionReason: string | null;
  @DayColumn({ name: 'exemption_review_on', nullable: true }) exemptionReviewOn: Day | null;
  /** Everything a reader sees: heading, attendance, sections, decisions, actions. */
  @JsonColumn() snapshot: object;
}

const presence = ['isPresent', 'mode', 'isExcused', 'arrivedAt', 'leftAt', 'isOwnWord'];
const theyWerePresent = (ours: Held, theirs: Held): boolean => !ours.isPresent && Boolean(theirs.isPresent);

/** Who was there. */
@Entity('attendance')
@Index('uq_attendance', ['meetingId', 'personId'], { unique: true })
export class Attendance {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_attendance_meeting_id' })
  meeting: Relation<Meeting>;
  @HoldsPerson({ counted: 'attendances', answer: { properties: presence, isTheirs: theyWerePresent } })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_attendance_person_id' })
  person: Relation<Person>;
  @FlagColumn({ name: 'is_present' }) isPresent: boolean;
  @CodeColumn({ nullable: true }) mode: AttendanceMode | null;
  /** Absent with regrets. */
  @FlagColumn({ name: 'is_excused' }) isExcused: boolean;
  /** Came late; null: was there from the beginning. */
  @InstantColumn({ name: 'arrived_at', nullable: true }) arrivedAt: Instant | null;
  /** Left early; null: stayed to the end. */
  @InstantColumn({ name: 'left_at', nullable: true }) leftAt: Instant | null;
  /** Said by the person, not confirmed by the secretariat yet. */
  @FlagColumn({ name: 'is_own_word', default: false }) isOwnWord: boolean;
}
