import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Write drafts, see who gets them, look at the log: names and addresses of many people. */
export const canRunMailings = (actor: Actor): boolean => isOrganiser(actor);

/** Keep lists, put people on them, lift what holds an address back. */
export const canRunLists = (actor: Actor): boolean => isOrganiser(actor);
