import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Make a poll, read its answers, remind, close, choose the date. Those asked answer by their personal link. */
export const canRunPolls = (actor: Actor): boolean => isOrganiser(actor);
