export const proposalFields = ['state', 'organisation', 'group'] as const;
/** What of oneself the coordinator decides about. */
export type ProposalField = (typeof proposalFields)[number];

export const proposalStatuses = ['waiting', 'accepted', 'declined'] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];

/** Decided once. */
export const next: Record<ProposalStatus, readonly ProposalStatus[]> = {
  waiting: ['accepted', 'declined'],
  accepted: [],
  declined: [],
};
