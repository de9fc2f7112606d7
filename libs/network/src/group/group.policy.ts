import { isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';

/** That a group exists, everybody inside may know; who is in it is asked of the person policy. */
export const canSeeGroups = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);
export const canManageGroups = (actor: Actor): boolean => isOrganiser(actor);
/** Which States lack a member, ended memberships, terms that end soon. */
export const canSeeGroupDetails = (actor: Actor, groupId: string): boolean =>
  isOrganiser(actor) || actor.groupIds.includes(groupId);
