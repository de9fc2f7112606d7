import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** A package holds everything of the meeting, whoever may read it: for organisers only. */
export const canArchive = (actor: Actor): boolean => isOrganiser(actor);
