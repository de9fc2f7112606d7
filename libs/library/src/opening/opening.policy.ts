import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Whose openings are noted, and who is told so wherever there is something to open. */
export const isNoted = (actor: Actor): boolean => actor.personId !== null;

/** Who may read the names of those who opened a document; everybody is told that opening is noted. */
export const canSeeOpenings = (actor: Actor): boolean => isOrganiser(actor);
