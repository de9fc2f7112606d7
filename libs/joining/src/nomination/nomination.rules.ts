import type { Lifecycle } from '@samrad/platform/pure';

export const nominationRoles = ['member', 'alternate'] as const;
export type NominationRole = (typeof nominationRoles)[number];

/** States name people for every group but the national network, which is one State's own. */
export const isNominatedFor = ({ kind }: { kind: string }): boolean => kind !== 'national_network';

export const nominationStatuses = ['to_decide', 'accepted', 'refused', 'withdrawn'] as const;
export type NominationStatus = (typeof nominationStatuses)[number];

export const nextOfNomination: Lifecycle<NominationStatus> = {
  to_decide: ['accepted', 'refused', 'withdrawn'],
  accepted: [],
  refused: [],
  withdrawn: [],
};
