import sql, { join, type Sql } from 'sql-template-tag';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import { validVersions, type ConsentPurpose, type ConsentWay } from './consent.rules.js';

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

/** Condition on a person: agrees to the purpose today. @param id column that holds the person's id */
export const consented = (purpose: ConsentPurpose, id: Sql = sql`p.id`): Sql => sql`(
  SELECT CASE WHEN c.is_given = 1 AND c.text_version IN (${join(validVersions(purpose))}) THEN 1 ELSE 0 END
  FROM consent c WHERE c.person_id = ${id} AND c.purpose = ${purpose} ORDER BY c.at DESC, c.id DESC LIMIT 1) = 1`;
