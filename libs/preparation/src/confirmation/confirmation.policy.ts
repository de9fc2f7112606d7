import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Ask presenters, read what they say, remind them. Those asked answer by their personal link. */
export const canAskPresenters = (actor: Actor): boolean => isOrganiser(actor);
