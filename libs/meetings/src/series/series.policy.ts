import { isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';

/** Series are named wherever a meeting is, so everybody who is signed in may list them. */
export const canListSeries = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);
export const canManageSeries = (actor: Actor): boolean => isOrganiser(actor);
