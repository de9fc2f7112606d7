import { audiencesOf, isOrganiser, type Actor } from '@samrad/platform/auth';
import sql, { empty, join, type Sql } from 'sql-template-tag';

/** Who may add documents and change their audience. */
export const canManageDocuments = (actor: Actor): boolean => isOrganiser(actor);

/**
 * The one condition for what an actor may read; shared by list, search, page, file and API.
 * Table alias: `d`.
 * @param granted further conditions from contexts that attach documents to something the actor may see
 * @param refused conditions that must not hold, from the same contexts
 */
export function visibleTo(actor: Actor, granted: Sql[] = [], refused: Sql[] = []): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  const group = actor.groupIds.length
    ? sql` OR (d.audience = 'group' AND d.group_id IN (${join([...actor.groupIds])}))`
    : empty;
  const more = granted.length ? sql` OR (d.audience IN ('group', 'network') AND (${join(granted, ' OR ')}))` : empty;
  const less = refused.length ? sql` AND NOT (${join(refused, ' OR ')})` : empty;
  return sql`((d.audience IN (${join(audiencesOf(actor))})${group}${more})${less})`;
}
