import sql, { type Sql } from 'sql-template-tag';
import { isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';
import { seesItem } from '../../agenda/agenda.policy.js';
import { visibleTo as minutesVisibleTo } from '../../minutes/minutes.policy.js';

/** Add, change, order, close, delete. */
export const canManageTopics = (actor: Actor): boolean => isOrganiser(actor);

/** The pages and the API: for people inside. */
export const canSeeTopics = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);

/**
 * Condition on `series_topic t`: whose minutes the actor may read knows the topics in them, those of closed sessions only
 * who may attend. What was only planned is the organisers'.
 */
export function visibleTo(actor: Actor): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!canSeeTopics(actor)) return sql`1 = 0`;
  return sql`EXISTS (SELECT 1 FROM agenda_item seen_ti JOIN minutes_section seen_ts ON seen_ts.item_id = seen_ti.id
    JOIN minutes mi ON mi.id = seen_ts.minutes_id
    WHERE seen_ti.topic_id = t.id AND ${minutesVisibleTo(actor)} AND ${seesItem(actor, sql`seen_ti.id`)})`;
}
