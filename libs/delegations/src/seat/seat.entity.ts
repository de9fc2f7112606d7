import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, type Relation } from 'typeorm';
import { Invitation, Meeting } from '@samrad/meetings';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  NumberColumn,
  RefColumn,
} from '@samrad/platform/database';

/** How many seats each State has at a meeting. Without a row, or without a number: as many as come. */
@Entity('meeting_seats')
export class MeetingSeats {
  /** Id of the meeting. */
  @IdColumn() id: string;
  @OneToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id', foreignKeyConstraintName: 'fk_meeting_seats_id' })
  meeting: Relation<Meeting>;
  @NumberColumn({ name: 'per_state', nullable: true }) perState: number | null;
  @EditVersionColumn() version: number;
}

/** The place of somebody who comes among those of the same State. */
@Entity('seat')
@Index('uq_seat_invitation', ['invitationId'], { unique: true })
@Index('ix_seat_meeting', ['meetingId', 'stateCode'])
export class Seat {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_seat_meeting_id' })
  meeting: Relation<Meeting>;
  @RefColumn({ name: 'invitation_id' }) invitationId: string;
  @ManyToOne(() => Invitation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'invitation_id', foreignKeyConstraintName: 'fk_seat_invitation_id' })
  invitation: Relation<Invitation>;
  @Column({ type: 'varchar', length: 2, name: 'state_code' }) stateCode: string;
  @CodeColumn() status: 'seated' | 'waiting';
  /** When the person first said that they come; decides the order. */
  @InstantColumn({ name: 'claimed_at' }) claimedAt: Instant;
}
