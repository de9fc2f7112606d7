import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** What came by itself and what stays is for those who build the agenda; what it says is shown by the agenda to its readers. */
export const canSeeCarryOver = (actor: Actor): boolean => isOrganiser(actor);
