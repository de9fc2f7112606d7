import sql, { join, type Sql } from 'sql-template-tag';
import { has, isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';

/** The pages, the list and the API: for people inside. Visitors read what was agreed in public minutes, and no more. */
export const canSeeActions = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);

/** Create, change, withdraw, delete. */
export const canManageActions = (actor: Actor): boolean => isOrganiser(actor);

/**
 * Condition on `action_item a`: what an actor may see; shared by list, counts, tiles, export, search, page and API.
 * An action of the organisers is theirs alone until it is shared, which happens when the minutes are published; from then
 * on those it asks see it whatever its audience is; from a closed session only those who attend or report for their State.
 * @param itemIsSeen what the agenda says of the item it comes from: closed sessions are for those who may attend
 * @param today `YYYY-MM-DD`: the organisations that count are those where the actor works that day
 */
export function visibleTo(actor: Actor, today: string, itemIsSeen: Sql): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!canSeeActions(actor)) return sql`1 = 0`;
  const ways = [sql`(a.audience IN ('public', 'network') AND ${itemIsSeen})`];
  if (actor.groupIds.length) {
    ways.push(sql`(a.audience = 'group' AND ${itemIsSeen} AND a.meeting_id IN (
      SELECT seen_g.id FROM meeting seen_g WHERE seen_g.group_id IN (${join([...actor.groupIds])})))`);
  }
  const own = askedOf(actor, today, sql`seen_p`);
  if (own) {
    const asked = (line: Sql) => sql`EXISTS (
      SELECT 1 FROM action_progress seen_p WHERE seen_p.action_id = a.id AND ${line})`;
    const reporting = askedOf(speakingFor(actor), today, sql`seen_p`)!;
    ways.push(sql`(a.audience <> 'organisers' AND ${asked(own)} AND (${itemIsSeen} OR ${asked(reporting)}))`);
  }
  return sql`(${join(ways, ' OR ')})`;
}

/** For their State only those speak who report for it: what comes from a closed session is for nobody else of the State. */
const speakingFor = (actor: Actor): Actor => (has(actor, 'state_contact') ? actor : { ...actor, stateCodes: [] });

/**
 * The same as a condition on a line, `action_progress p`; null when the actor sees all. Written as a value, not as EXISTS:
 * MariaDB would begin with the actions then, and sort every line of theirs.
 */
export function seesLine(actor: Actor, today: string, itemIsSeen: Sql): Sql | null {
  if (isOrganiser(actor)) return null;
  return sql`(SELECT a.id FROM action_item a WHERE a.id = p.action_id AND ${visibleTo(actor, today, itemIsSeen)}) IS NOT NULL`;
}

/** Condition on a line of progress: it asks the actor, a State of theirs, or where they work. Null for visitors. */
export function askedOf(actor: Actor, today: string, line: Sql): Sql | null {
  if (!actor.personId) return null;
  const { personId, stateCodes } = actor;
  const state = stateCodes.length ? sql`${line}.state_code IN (${join([...stateCodes])}) OR ` : sql``;
  return sql`(${state}${line}.person_id = ${personId} OR ${line}.organisation_id IN (${workplaces(personId, today)}))`;
}

/** Organisations where a person works on a day. */
export const workplaces = (personId: string, today: string): Sql => sql`
  SELECT seen_w.organisation_id FROM affiliation seen_w WHERE seen_w.person_id = ${personId}
  AND (seen_w.valid_from IS NULL OR seen_w.valid_from <= ${today})
  AND (seen_w.valid_to IS NULL OR seen_w.valid_to >= ${today})`;
