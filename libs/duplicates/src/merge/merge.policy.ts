import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Look-alikes show addresses, telephones and notes of both records: they are for those who keep the register. */
export const canSeeDuplicates = (actor: Actor): boolean => isOrganiser(actor);
export const canMerge = (actor: Actor): boolean => isOrganiser(actor);
export const canUndoMerge = (actor: Actor): boolean => isOrganiser(actor);
