import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Call for items, read what is proposed, answer it. Those asked propose by their personal link. */
export const canCallForItems = (actor: Actor): boolean => isOrganiser(actor);
