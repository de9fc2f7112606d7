import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Meeting } from '@samrad/meetings';
import { HoldsPerson, Person, State } from '@samrad/network';
import { IdColumn, RefColumn } from '@samrad/platform/database';

/** Who leads the delegation of a State at a meeting. */
@Entity('head_of_delegation')
@Index('uq_head_of_delegation', ['meetingId', 'stateCode'], { unique: true })
export class HeadOfDelegation {
  @IdColumn() id: string;
  @RefColumn({ name: 'meeting_id' }) meetingId: string;
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_head_of_delegation_meeting_id' })
  meeting: Relation<Meeting>;
  @Column({ type: 'varchar', length: 2, name: 'state_code' }) stateCode: string;
  @ManyToOne(() => State)
  @JoinColumn({ name: 'state_code', foreignKeyConstraintName: 'fk_head_of_delegation_state_code' })
  state: Relation<State>;
  @HoldsPerson({ counted: 'delegations' })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_head_of_delegation_person_id' })
  person: Relation<Person>;
}
