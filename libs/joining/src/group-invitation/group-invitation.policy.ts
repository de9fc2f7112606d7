import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Who was invited into a group is the organisers' business; the invited come with their own link. */
export const canInviteToGroups = (actor: Actor): boolean => isOrganiser(actor);
