import { has, type Actor } from '@samrad/platform/auth';

/** See what people ask for about their data. */
export const canSeeRequests = (actor: Actor): boolean => has(actor, 'administrator', 'coordinator', 'secretariat');

/** Decide, with a reason: erasing cannot be undone. */
export const canDecideRequests = (actor: Actor): boolean => has(actor, 'administrator', 'coordinator');

/** Ask for oneself, by account or by personal link. */
export const canAskFor = (actor: Actor, personId: string): boolean =>
  actor.personId !== null && actor.personId === personId;
