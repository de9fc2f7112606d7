import sql, { join, type Sql } from 'sql-template-tag';
import { has, isOrganiser, type Actor } from '@samrad/platform/auth';

/** Speaks for the State: its contact. */
export const isContactOf = (actor: Actor, stateCode: string | null): boolean =>
  has(actor, 'state_contact') && stateCode !== null && actor.stateCodes.includes(stateCode);

/** Names the head of the delegation: the secretariat, or the contact of the State. */
export const canNameHead = (actor: Actor, { stateCode }: { stateCode: string | null }): boolean =>
  isOrganiser(actor) || isContactOf(actor, stateCode);

interface Principal {
  stateCode: string | null;
  /** The person who does not come. */
  principalId: string;
}

/**
 * Confirm or refuse, and see the address of somebody new: the secretariat, or the contact of the State, who does not
 * decide about their own substitute.
 */
export const canDecide = (actor: Actor, { stateCode, principalId }: Principal): boolean =>
  isOrganiser(actor) || (isContactOf(actor, stateCode) && actor.personId !== principalId);

/** Has anything to decide at all. */
export const mayDecide = (actor: Actor): boolean => isOrganiser(actor) || has(actor, 'state_contact');

/** Condition on `invitation i`, of the person who does not come: whose substitutes the actor may decide about. */
export function decidableBy(actor: Actor): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!has(actor, 'state_contact') || !actor.stateCodes.length) return sql`1 = 0`;
  return sql`i.state_code IN (${join([...actor.stateCodes])}) AND i.person_id <> ${actor.personId}`;
}
