import sql, { type Sql } from 'sql-template-tag';
import { audiencesOf, isOrganiser, type Actor } from '@samrad/platform/auth';

/** Make a consultation, ask, remind, close. Those asked rank by their personal link. */
export const canRunConsultations = (actor: Actor): boolean => isOrganiser(actor);

/** Read what is asked and the result: organisers, and those who represent a State. */
export const canSeeConsultations = (actor: Actor): boolean => audiencesOf(actor).includes('states');

/** Condition on `consultation c`: what the actor may see. Drafts are the organisers'. */
export function visibleTo(actor: Actor): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  return canSeeConsultations(actor) ? sql`c.status <> 'draft'` : sql`1 = 0`;
}
