import type { Lifecycle } from '@samrad/platform/pure';

export const nominationRoles = ['member', 'alternate'] as const;
export type NominationRole = (typeof nominationRoles)[number];

export const nominationStatuses = ['to_decide', 'accepted', 'refused', 'withdrawn'] as const;
export type NominationStatus = (typeof nominationStatuses)[number];

export const nextOfNomination: Lifecycle<NominationStatus> = {
  to_decide: ['accepted', 'refused', 'withdrawn'],
  accepted: [],
  refused: [],
  withdrawn: [],
};
