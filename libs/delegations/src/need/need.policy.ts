import { has, type Actor } from '@samrad/platform/auth';

/** May tell about health or belief: for the secretariat and the meeting's own secretary, no other organiser. */
export const canSeeNeeds = (actor: Actor, { secretaryId }: { secretaryId: string | null }): boolean =>
  has(actor, 'secretariat') || (actor.personId !== null && actor.personId === secretaryId);
