import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Why something is exempted, and whether that still holds. */
export const canReviewExemptions = (actor: Actor): boolean => isOrganiser(actor);
