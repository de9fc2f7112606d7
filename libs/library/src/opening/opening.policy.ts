import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Who may read the names of those who opened a document; everybody is told that opening is noted. */
export const canSeeOpenings = (actor: Actor): boolean => isOrganiser(actor);
