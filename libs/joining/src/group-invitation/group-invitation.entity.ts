import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Group, HoldsPerson, Person, type MembershipRole } from '@samrad/network';
import type { Day, Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  DayColumn,
  EditVersionColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import type { InvitationStatus } from './group-invitation.rules.js';

/** An address that was invited into a group for a term. Who holds the link answers. */
@Entity('group_invitation')
@Index('uq_group_invitation_open', ['openKey'], { unique: true })
@Index('uq_group_invitation_link', ['linkHash'], { unique: true })
@Index('ix_group_invitation_status', ['status', 'sentAt'])
@Index('ix_group_invitation_group', ['groupId'])
@Index('ix_group_invitation_person', ['personId'])
export class GroupInvitation {
  @IdColumn() id: string;
  @RefColumn({ name: 'group_id' }) groupId: string;
  @ManyToOne(() => Group, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_group_invitation_group_id' })
  group: Relation<Group>;
  @CodeColumn() role: MembershipRole;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @DayColumn({ name: 'valid_from' }) validFrom: Day;
  @DayColumn({ name: 'valid_to' }) validTo: Day;
  @LineColumn({ length: 254 }) address: string;
  @LineColumn({ name: 'address_key', length: 254 }) addressKey: string;
  /** Group and address while it is open: nobody is invited to one group twice at a time. */
  @LineColumn({ name: 'open_key', length: 300, nullable: true }) openKey: string | null;
  @Column({ type: 'varchar', length: 2, default: 'en' }) language: string;
  @CodeColumn() status: InvitationStatus;
  @TextColumn({ nullable: true }) message: string | null;
  @Column({ type: 'varchar', length: 64, name: 'link_hash', nullable: true }) linkHash: string | null;
  /** The last day on which the link answers. */
  @DayColumn({ name: 'answer_by' }) answerBy: Day;
  @LineColumn({ name: 'invited_by' }) invitedBy: string;
  @InstantColumn({ name: 'sent_at' }) sentAt: Instant;
  @InstantColumn({ name: 'answered_at', nullable: true }) answeredAt: Instant | null;
  @CodeColumn({ name: 'consent_version', nullable: true }) consentVersion: string | null;
  @TextColumn({ name: 'consent_text', nullable: true }) consentText: string | null;
  @InstantColumn({ name: 'consented_at', nullable: true }) consentedAt: Instant | null;
  @HoldsPerson({ counted: 'groupInvitations', isErased: true })
  @RefColumn({ name: 'person_id', nullable: true })
  personId: string | null;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_group_invitation_person_id' })
  person: Relation<Person> | null;
  @EditVersionColumn() version: number;
}
