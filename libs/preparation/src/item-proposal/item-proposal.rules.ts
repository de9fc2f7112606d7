import { canStep, type Lifecycle } from '@samrad/platform/pure';
import type { ProposalStatus, ProposalType } from './item-proposal.entity.js';

/** The lifecycle of a proposal. A deferred one can still go onto the agenda of a later meeting. */
export const next: Lifecycle<ProposalStatus> = {
  proposed: ['withdrawn', 'accepted', 'merged', 'deferred'],
  deferred: ['accepted', 'merged'],
  withdrawn: [],
  accepted: [],
  merged: [],
};

export const mayBecome = (from: ProposalStatus, to: ProposalStatus): boolean => canStep(next, from, to);

/** Proposers change and withdraw what nobody has answered, until the day of the call. */
export const isEditable = (status: ProposalStatus, window: 'open' | 'late' | 'closed'): boolean =>
  status === 'proposed' && window === 'open';

interface Owned {
  stateCode: string | null;
  askedId: string;
}

/** The list of a State is one, whoever of its people proposed; without a State it is the person's own. */
export const isOwn = (proposal: Owned, { id, stateCode }: { id: string; stateCode: string | null }): boolean =>
  proposal.askedId === id || (stateCode !== null && proposal.stateCode === stateCode);

interface Proposed {
  title: string;
  reason: string;
  minutes: number;
  type: ProposalType;
}

/** Sent again while it waits for an answer. */
export const isSameProposal = (before: Proposed & { status: ProposalStatus }, now: Proposed): boolean =>
  before.status === 'proposed' &&
  (['title', 'reason', 'minutes', 'type'] as const).every((fact) => before[fact] === now[fact]);
