import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** May tell about health or belief: the secretariat only. */
export const canSeeNeeds = (actor: Actor): boolean => isOrganiser(actor);
