import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Bring a list of action items in. */
export const canImportActions = (actor: Actor): boolean => isOrganiser(actor);
