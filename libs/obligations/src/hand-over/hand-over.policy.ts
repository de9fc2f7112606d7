import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** See what waits, and say who takes over. */
export const canHandOver = (actor: Actor): boolean => isOrganiser(actor);
