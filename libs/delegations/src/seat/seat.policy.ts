import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** How many seats a State has. */
export const canSetSeats = (actor: Actor): boolean => isOrganiser(actor);
