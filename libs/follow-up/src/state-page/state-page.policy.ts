import { anonymous, type Actor, type Body, type Circle } from '@samrad/platform/auth';

/** Who holds a personal link, as the register knows them today. */
export interface Holder {
  personId: string;
  name: string;
  address: string;
  stateCode: string | null;
  groupIds: string[];
  circles: Circle[];
  bodies: Body[];
  /** Speaks for the State: its contact, the head of its delegation, or who stands in for them. */
  speaks: boolean;
}

/**
 * What a personal link to the page of a State lets somebody do elsewhere in the product: what the person may do for that
 * one State, never more. Whatever roles their account has besides, the link carries none of them.
 */
export const actorBehind = (holder: Holder): Actor => ({
  ...anonymous,
  accountId: `link:${holder.personId}`,
  personId: holder.personId,
  name: holder.name,
  email: holder.address,
  roles: holder.speaks ? ['state_contact'] : [],
  stateCodes: holder.stateCode === null ? [] : [holder.stateCode],
  groupIds: holder.groupIds,
  circles: holder.circles,
  bodies: holder.bodies,
});
