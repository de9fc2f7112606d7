import sql, { type Sql } from 'sql-template-tag';
import { isOrganiser, type Actor } from '@samrad/platform/auth';
import { seesAccess } from '../agenda/agenda.policy.js';
import { visibleTo as minutesVisibleTo } from '../minutes/minutes.policy.js';

/** Record, correct and remove. */
export const canRecordDecisions = (actor: Actor): boolean => isOrganiser(actor);

/** Condition on `decision d`: those in the published minutes that the actor may read; organisers see drafts too. */
export function visibleTo(actor: Actor): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  return sql`(d.published_text IS NOT NULL AND EXISTS (SELECT 1 FROM minutes mi
    WHERE mi.meeting_id = d.meeting_id AND ${minutesVisibleTo(actor)}) AND ${seesAccess(actor, sql`d.access`, sql`d.meeting_id`)})`;
}
