import sql, { join, type Sql } from 'sql-template-tag';
import { has, isOrganiser, type Actor } from '@samrad/platform/auth';

/** A State's contact, as the account says; which State that is follows from where the person stands today. */
const isContact = (actor: Actor): boolean => has(actor, 'state_contact');

/** Organisers, and contacts: each sees the nominations of the own State. */
export const canSeeNominations = (actor: Actor): boolean => isOrganiser(actor) || isContact(actor);
export const canNominate = (actor: Actor): boolean => isContact(actor);
/** For the own State, and for no other. */
export const canNominateFor = (actor: Actor, stateCode: string): boolean =>
  isContact(actor) && actor.stateCodes.includes(stateCode);
export const canWithdraw = (actor: Actor, { stateCode }: { stateCode: string }): boolean =>
  canNominateFor(actor, stateCode);
export const canDecideNominations = (actor: Actor): boolean => isOrganiser(actor);

/** Condition on `nomination n`: the same for list, counts, page and API. */
export function visibleTo(actor: Actor): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!isContact(actor) || !actor.stateCodes.length) return sql`1 = 0`;
  return sql`n.state_code IN (${join([...actor.stateCodes])})`;
}
