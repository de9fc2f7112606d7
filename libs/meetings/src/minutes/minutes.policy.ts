import sql, { join, type Sql } from 'sql-template-tag';
import { audiencesOf, isOrganiser, type Actor } from '@samrad/platform/auth';
import { invitedTo } from '../meeting/meeting.policy.js';

/** Start, write, correct and publish; read drafts and earlier versions. */
export const canWriteMinutes = (actor: Actor): boolean => isOrganiser(actor);

/**
 * Condition on `minutes` (alias `mi`): whose published minutes the actor may read. Organisers read everything, drafts
 * too; `group` is for the members of the meeting's group and those who were sent an invitation.
 */
export function visibleTo(actor: Actor): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  const ways = [sql`mi.audience IN (${join(audiencesOf(actor))})`];
  if (actor.groupIds.length || actor.personId) ways.push(sql`(mi.audience = 'group' AND ${ofCircle(actor)})`);
  return sql`(mi.published_number > 0 AND (${join(ways, ' OR ')}))`;
}

function ofCircle(actor: Actor): Sql {
  const ways = [invitedTo(actor)];
  if (actor.groupIds.length) ways.push(sql`m.group_id IN (${join([...actor.groupIds])})`);
  return sql`EXISTS (SELECT 1 FROM meeting m WHERE m.id = mi.meeting_id AND (${join(ways, ' OR ')}))`;
}
