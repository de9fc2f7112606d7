import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Whoever asks to join has told it to the organisers, and to nobody else. */
export const canSeeApplications = (actor: Actor): boolean => isOrganiser(actor);
export const canDecideApplications = (actor: Actor): boolean => isOrganiser(actor);
