import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MailMessage } from '@samrad/platform/mail';
import { Progress } from '../progress/progress.entity.js';

/** A line that a reminder named, by which an answer to that mail is understood. */
@Entity('reminded_line')
@Index('ix_reminded_line_progress', ['progressId'])
export class RemindedLine {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'mail_id' }) mailId: string;
  @ManyToOne(() => MailMessage, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'mail_id', foreignKeyConstraintName: 'fk_reminded_line_mail_id' })
  mail: Relation<MailMessage>;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'progress_id' }) progressId: string;
  @ManyToOne(() => Progress, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'progress_id', foreignKeyConstraintName: 'fk_reminded_line_progress_id' })
  progress: Relation<Progress>;
}
