import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Invitation } from '@samrad/meetings';
import type { Instant } from '@samrad/platform/clock';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '@samrad/platform/database';

/** What somebody who comes needs there. May tell about health or belief: for organisers only, and not for long. */
@Entity('need')
@Index('uq_need_invitation', ['invitationId'], { unique: true })
export class Need {
  @IdColumn() id: string;
  @RefColumn({ name: 'invitation_id' }) invitationId: string;
  @ManyToOne(() => Invitation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'invitation_id', foreignKeyConstraintName: 'fk_need_invitation_id' })
  invitation: Relation<Invitation>;
  @TextColumn({ nullable: true }) diet: string | null;
  /** Wheelchair, hearing loop, interpreter, captions … */
  @TextColumn({ nullable: true }) access: string | null;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
}
