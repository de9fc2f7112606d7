import { Check, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Progress, type ProgressStatus } from '@samrad/actions';
import { IncomingMail } from '@samrad/meetings';
import { HoldsPerson, Person } from '@samrad/network';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { MailMessage } from '@samrad/platform/mail';

export const answerStatuses = ['open', 'accepted', 'refused'] as const;
export type AnswerStatus = (typeof answerStatuses)[number];

/** What an answer to a reminder, written by mail, proposes. Nothing of it counts until somebody accepts it. */
@Entity('mail_answer')
@Index('ix_mail_answer_status', ['status', 'writtenAt', 'id'])
@Index('ix_mail_answer_mail', ['mailId'])
@Index('ix_mail_answer_incoming', ['incomingId'])
@Index('ix_mail_answer_person', ['personId'])
@Check('ck_mail_answer_status', `status IN ('open', 'accepted', 'refused')`)
export class MailAnswer {
  @IdColumn() id: string;
  /** The reminder. */
  @RefColumn({ name: 'mail_id' }) mailId: string;
  @ManyToOne(() => MailMessage, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'mail_id', foreignKeyConstraintName: 'fk_mail_answer_mail_id' })
  mail: Relation<MailMessage>;
  @RefColumn({ name: 'incoming_id', nullable: true }) incomingId: string | null;
  @ManyToOne(() => IncomingMail, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'incoming_id', foreignKeyConstraintName: 'fk_mail_answer_incoming_id' })
  incoming: Relation<IncomingMail> | null;
  /** Whom the reminder went to. */
  @HoldsPerson({ counted: 'mails' })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_mail_answer_person_id' })
  person: Relation<Person> | null;
  @LineColumn({ name: 'by_name' }) byName: string;
  @LineColumn({ name: 'from_address', length: 254, nullable: true }) fromAddress: string | null;
  /** What the words say for certain; null: people read it out of them. */
  @CodeColumn({ name: 'said_status', nullable: true }) saidStatus: ProgressStatus | null;
  /** References that the reminder did not name, `A-29, A-30`; null: none. */
  @LineColumn({ name: 'other_refs', nullable: true }) otherRefs: string | null;
  /** Their own words about it, without what is quoted. */
  @TextColumn({ nullable: true }) note: string | null;
  /** The whole text of the mail. */
  @TextColumn() body: string;
  @InstantColumn({ name: 'written_at' }) writtenAt: Instant;
  /** The organiser who took a mail from another address for the person's. */
  @LineColumn({ name: 'taken_by', nullable: true }) takenBy: string | null;
  @CodeColumn() status: AnswerStatus;
  @LineColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: Instant | null;
  /** Why it was refused. */
  @TextColumn({ nullable: true }) reason: string | null;
  @EditVersionColumn() version: number;
}

/** A line that an answer is about; with several, one that it may be about. */
@Entity('mail_answer_line')
@Index('ix_mail_answer_line_progress', ['progressId'])
export class MailAnswerLine {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'answer_id' }) answerId: string;
  @ManyToOne(() => MailAnswer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'answer_id', foreignKeyConstraintName: 'fk_mail_answer_line_answer_id' })
  answer: Relation<MailAnswer>;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'progress_id' }) progressId: string;
  @ManyToOne(() => Progress, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'progress_id', foreignKeyConstraintName: 'fk_mail_answer_line_progress_id' })
  progress: Relation<Progress>;
}
