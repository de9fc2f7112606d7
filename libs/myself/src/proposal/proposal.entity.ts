import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
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
import type { ProposalField, ProposalStatus } from './proposal.rules.js';

/** What somebody wants to have changed about themself, where it is not theirs to change. */
@Entity('own_proposal')
@Index('ix_own_proposal_person', ['personId'])
@Index('ix_own_proposal_status', ['status', 'askedAt'])
export class OwnProposal {
  @IdColumn() id: string;
  @HoldsPerson({ counted: 'ownProposals', isErased: true })
  @RefColumn({ name: 'person_id' })
  personId: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'fk_own_proposal_person_id' })
  person: Relation<Person>;
  @CodeColumn() field: ProposalField;
  /** Code of a State, id of an organisation or a group, or what was typed. */
  @LineColumn() value: string;
  /** At a new place of work. */
  @LineColumn({ name: 'proposed_function', nullable: true }) function: string | null;
  @TextColumn({ nullable: true }) words: string | null;
  @CodeColumn() status: ProposalStatus;
  @InstantColumn({ name: 'asked_at' }) askedAt: Instant;
  @TextColumn({ nullable: true }) reason: string | null;
  @HoldsPerson({ counted: 'decisionsTaken' })
  @RefColumn({ name: 'decided_by_id', nullable: true })
  decidedById: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: Instant | null;
  @EditVersionColumn() version: number;
}
