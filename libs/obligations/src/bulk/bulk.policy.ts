import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Change many lines at once. */
export const canChangeMany = (actor: Actor): boolean => isOrganiser(actor);
