import { isAdministrator, type Actor } from '@samrad/platform/auth';

/** Who read what is itself personal data of many: administrators only, and taking it out is logged. */
export const canSeeTraces = (actor: Actor): boolean => isAdministrator(actor);
