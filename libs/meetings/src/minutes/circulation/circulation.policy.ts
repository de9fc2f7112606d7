import sql, { type Sql } from 'sql-template-tag';
import { isOrganiser, type Actor } from '@samrad/platform/auth';

/** Send round, recall, adopt, reopen, rule on proposals; read late comments. */
export const canCirculate = (actor: Actor): boolean => isOrganiser(actor);

/**
 * Condition on `minutes_circulation c`: who reads the circulated text and the comments of every State, and comments:
 * those it went round to. Organisers read all of them.
 */
export function visibleTo(actor: Actor): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!actor.personId) return sql`1 = 0`;
  return sql`EXISTS (SELECT 1 FROM circulation_recipient seen_cr
    WHERE seen_cr.circulation_id = c.id AND seen_cr.person_id = ${actor.personId})`;
}
