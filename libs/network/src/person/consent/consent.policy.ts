import { isOrganiser, type Actor } from '@samrad/platform/auth';
import type { ConsentWay } from './consent.rules.js';

/** What somebody agreed to is for themself and for organisers. */
export const canSeeConsents = (actor: Actor, personId: string): boolean =>
  isOrganiser(actor) || actor.personId === personId;

/**
 * Everybody for themself, by account or by personal link. Organisers note what they hold on paper, and what came with an
 * application that they accept; never in somebody's name on the own page.
 */
export function canRecordConsent(actor: Actor, { personId, way }: { personId: string; way: ConsentWay }): boolean {
  if (way === 'paper') return isOrganiser(actor);
  if (actor.personId === personId) return true;
  return way === 'application' && isOrganiser(actor);
}
