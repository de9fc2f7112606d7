import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** The plan of a year is the organisers' until its meetings are called. */
export const canPlanYears = (actor: Actor): boolean => isOrganiser(actor);
