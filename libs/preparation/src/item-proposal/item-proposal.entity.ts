import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Document } from '@samrad/library';
import { Meeting } from '@samrad/meetings';
import type { Instant } from '@samrad/platform/clock';
import {
  CodeColumn,
  EditVersionColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  LineColumn,
  NumberColumn,
  RefColumn,
  TextColumn,
} from '@samrad/platform/database';
import { Asked } from '../asked/asked.entity.js';
import { ItemCall } from '../item-call/item-call.entity.js';

export const proposalStatuses = ['proposed', 'withdrawn', 'accepted', 'merged', 'deferred'] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];

export const proposalTypes = ['information', 'discussion', 'decision'] as const;
export type ProposalType = (typeof proposalTypes)[number];

/** An item that a State, or a member without one, wants on the agenda. */
@Entity('item_proposal')
@Index('ix_item_proposal_call', ['callId', 'status'])
@Index('ix_item_proposal_status', ['status'])
export class ItemProposal {
  @IdColumn() id: string;
  @RefColumn({ name: 'call_id' }) callId: string;
  @ManyToOne(() => ItemCall, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'call_id', foreignKeyConstraintName: 'fk_item_proposal_call_id' })
  call: Relation<ItemCall>;
  /** Who proposed it, and gets the answer. */
  @RefColumn({ name: 'asked_id' }) askedId: string;
  @ManyToOne(() => Asked, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'asked_id', foreignKeyConstraintName: 'fk_item_proposal_asked_id' })
  asked: Relation<Asked>;
  @Column({ type: 'varchar', length: 2, name: 'state_code', nullable: true }) stateCode: string | null;
  @LineColumn() title: string;
  @TextColumn() reason: string;
  /** Wanted length. */
  @NumberColumn() minutes: number;
  @CodeColumn() type: ProposalType;
  @RefColumn({ name: 'document_id', nullable: true }) documentId: string | null;
  @ManyToOne(() => Document, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'document_id', foreignKeyConstraintName: 'fk_item_proposal_document_id' })
  document: Relation<Document> | null;
  /** Came after the day of the call. */
  @FlagColumn({ name: 'is_late' }) isLate: boolean;
  @CodeColumn() status: ProposalStatus;
  /** What the proposer was told. */
  @TextColumn({ nullable: true }) answer: string | null;
  /** The item of the agenda that it became or went into. */
  @RefColumn({ name: 'item_id', nullable: true }) itemId: string | null;
  /** The meeting of that item: a later one after being deferred. */
  @RefColumn({ name: 'meeting_id', nullable: true }) meetingId: string | null;
  @ManyToOne(() => Meeting, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'meeting_id', foreignKeyConstraintName: 'fk_item_proposal_meeting_id' })
  meeting: Relation<Meeting> | null;
  @LineColumn({ name: 'decided_by', nullable: true }) decidedBy: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt: Instant | null;
  @InstantColumn({ name: 'created_at' }) createdAt: Instant;
  @InstantColumn({ name: 'updated_at' }) updatedAt: Instant;
  @EditVersionColumn() version: number;
}
