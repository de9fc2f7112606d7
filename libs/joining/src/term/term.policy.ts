import sql, { join, type Sql } from 'sql-template-tag';
import { has, isOrganiser, type Actor } from '@samrad/platform/auth';

const isContact = (actor: Actor): boolean => has(actor, 'state_contact');

/** Which terms end soon and where somebody is missing: for organisers, and for a State's contact of the own State. */
export const canSeeTerms = (actor: Actor): boolean => isOrganiser(actor) || isContact(actor);
export const canSeeCoverage = canSeeTerms;
export const canRenew = (actor: Actor): boolean => isOrganiser(actor);

/** Condition on a column with the code of a State: the same for pages, files and API. */
export function ofOwnStates(actor: Actor, column: Sql): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!isContact(actor) || !actor.stateCodes.length) return sql`1 = 0`;
  return sql`${column} IN (${join([...actor.stateCodes])})`;
}
