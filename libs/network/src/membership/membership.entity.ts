import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Day } from '@samrad/platform/clock';
import { CodeColumn, DayColumn, EditVersionColumn, IdColumn, LineColumn, RefColumn } from '@samrad/platform/database';
import { Group } from '../group/group.entity.js';
import { Person } from '../person/person.entity.js';
import { State } from '../state/state.entity.js';
import { HoldsPerson } from '../holdings.js';

export const membershipRoles = ['chair', 'member', 'alternate', 'observer', 'secretariat'] as const;
export type MembershipRole = (typeof membershipRoles)[number];

/** Who is in a group, as what, for which State, from when until when (both days included). */
@Entity('membership')
@Index('ix_membership_group', ['groupId', 'sortName', 'personId'])
@Index('ix_membership_person', ['personId'])
@Index('ix_membership_state', ['stateCode'])
export class Membership {
  @IdColumn() id: string;
  @RefColumn({ name: 'group_id' }) groupId: string;
  @ManyToOne(() => Group)
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'fk_membership_group_id' })
  group: Relation<Group>;
  @HoldsPerson({ counted: 'memberships', periodWithin: ['groupId'], sortName: 'sortName' })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_membership_person_id' })
  person: Relation<Person>;
  @CodeColumn() role: MembershipRole;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @ManyToOne(() => State)
  @JoinColumn({ name: 'state_code', foreignKeyConstraintName: 'fk_membership_state_code' })
  state: Relation<State> | null;
  /** The person's, so that a list by group comes in order from the index. */
  @LineColumn({ name: 'sort_name', default: '' }) sortName: string;
  @DayColumn({ name: 'valid_from', nullable: true }) validFrom: Day | null;
  @DayColumn({ name: 'valid_to', nullable: true }) validTo: Day | null;
  @EditVersionColumn() version: number;
}
