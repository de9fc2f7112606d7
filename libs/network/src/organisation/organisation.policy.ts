import { isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';

/** Organisations are no personal data: everybody inside sees them. Their people are asked of the person policy. */
export const canSeeOrganisations = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);
export const canManageOrganisations = (actor: Actor): boolean => isOrganiser(actor);
/** Internal notes. */
export const canSeeOrganisationNote = (actor: Actor): boolean => isOrganiser(actor);
