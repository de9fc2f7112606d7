import { canStep, type Lifecycle } from '@samrad/platform/pure';
import type { SubstitutionStatus } from './substitution.entity.js';

/** A proposal is decided once; one who comes after all withdraws it, and ends it after it was confirmed. */
export const next: Lifecycle<SubstitutionStatus> = {
  proposed: ['confirmed', 'refused', 'withdrawn'],
  confirmed: ['withdrawn'],
  refused: [],
  withdrawn: [],
};

interface Proposal {
  status: SubstitutionStatus;
  /** What the person who proposed answers now. */
  principalStatus: string;
  isRemoved: boolean;
  /** The meeting is over, cancelled or postponed. */
  isClosed: boolean;
}

export type NotDecided = 'decided' | 'answeredAgain' | 'closed';

/** Why there is nothing to decide: the end of a locale key under `delegations.substitute.refusedBecause`; null: go on. */
export function whyNotDecide({ status, principalStatus, isRemoved, isClosed }: Proposal): NotDecided | null {
  if (!canStep(next, status, 'confirmed')) return 'decided';
  if (isRemoved || principalStatus !== 'delegated') return 'answeredAgain';
  return isClosed ? 'closed' : null;
}

interface Standing extends Proposal {
  standInId: string | null;
  isStandInRemoved: boolean;
  meetingStatus: string;
}

/** Both come: the substitute was confirmed, and then the person said that they come after all. */
export const isDouble = ({ status, principalStatus, isRemoved, ...standIn }: Standing): boolean =>
  status === 'confirmed' &&
  standIn.meetingStatus === 'called' &&
  ['accepted', 'tentative'].includes(principalStatus) &&
  !isRemoved &&
  standIn.standInId !== null &&
  !standIn.isStandInRemoved;

/** Proposed for an earlier date, and the person who proposed has not answered for the new one. */
export const isLapsed = ({ status, principalStatus, decidedBy }: Proposal & { decidedBy: string | null }): boolean =>
  status === 'withdrawn' && decidedBy === null && principalStatus === 'needs_action';

/** Whoever answers anew, or is taken off the list, needs no substitute any more. */
export const isStale = (proposal: Proposal): boolean => whyNotDecide(proposal) === 'answeredAgain';

interface Candidate extends Proposal {
  isInvited: boolean;
}

/** The same for confirming: whoever is asked already comes for themselves and cannot be asked instead of somebody. */
export const whyNotConfirm = (proposal: Candidate): NotDecided | 'alreadyInvited' | null =>
  whyNotDecide(proposal) ?? (proposal.isInvited ? 'alreadyInvited' : null);

/** Who it is: what the register says, not what was typed beside an address that the register knows. */
export const whoIs = ({ name, registeredName }: { name: string; registeredName: string | null }): string =>
  registeredName ?? name;
