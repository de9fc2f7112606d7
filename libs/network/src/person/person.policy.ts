import sql, { join, type Sql } from 'sql-template-tag';
import { canExport, canImport, isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';

/**
 * Who is who is for people inside. Organisers see everybody with everything. State contacts and experts see the persons
 * of their own States and groups: name, organisation, State, function, groups and the primary address, no more.
 */
export const canSeeNetwork = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);

/** Create, change, end. */
export const canManageNetwork = (actor: Actor): boolean => isOrganiser(actor);

/** Take the directory out as a file. */
export const canExportNetwork = (actor: Actor): boolean => canSeeNetwork(actor) && canExport(actor);

/** Bring a member list in. */
export const canImportNetwork = (actor: Actor): boolean => canManageNetwork(actor) && canImport(actor);

/** Telephone, notes, further addresses, languages, topics, dates and history; also those who have left. */
export const canSeeDetails = (actor: Actor): boolean => isOrganiser(actor);

/**
 * Condition on `person` (alias `p`): what the actor may see in lists, pages, counts, exports and the API.
 * @param today `YYYY-MM-DD`; a membership counts while it lasts, and people who have left are for organisers
 */
export function visibleTo(actor: Actor, today: string): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!signedIn(actor)) return sql`1 = 0`;
  const shared = [sql`p.id = ${actor.personId ?? ''}`];
  if (actor.stateCodes.length) shared.push(sql`p.state_code IN (${join([...actor.stateCodes])})`);
  if (actor.groupIds.length) {
    shared.push(sql`p.id IN (SELECT seen_m.person_id FROM membership seen_m
      WHERE seen_m.group_id IN (${join([...actor.groupIds])})
      AND (seen_m.valid_from IS NULL OR seen_m.valid_from <= ${today})
      AND (seen_m.valid_to IS NULL OR seen_m.valid_to >= ${today}))`);
  }
  return sql`(${join(shared, ' OR ')}) AND (p.left_on IS NULL OR p.left_on > ${today})`;
}

/**
 * Condition on `person p`, besides `visibleTo`: whose languages, topics, countries and methods the actor may see, filter
 * by and count. Organisers see everybody's, others their own.
 */
export function expertiseVisibleTo(actor: Actor): Sql {
  return canSeeDetails(actor) ? sql`1 = 1` : sql`p.id = ${actor.personId ?? ''}`;
}

/** The same as a condition on `search_entry.record_id` (alias `s`); null: nothing at all. */
export function findableBy(actor: Actor, today: string): Sql | null {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!signedIn(actor)) return null;
  return sql`s.record_id IN (SELECT p.id FROM person p WHERE ${visibleTo(actor, today)})`;
}
