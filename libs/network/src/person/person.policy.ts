import sql, { type Sql } from 'sql-template-tag';
import { canExport, canImport, isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';
import { fieldShownTo, reachesNetwork, searchableBy, sharedWith } from './fields/person-fields.policy.js';

/**
 * Who is who is for people inside. Organisers see everybody with everything. State contacts and experts see the persons
 * of their own States and groups, and those who agreed to be seen in the network: name, State and groups, and of the
 * rest what each of them shows (`person-fields.policy.ts`).
 */
export const canSeeNetwork = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);

/** Create, change, end. */
export const canManageNetwork = (actor: Actor): boolean => isOrganiser(actor);

/** People correct what is about themselves; the State they stand for and the notes of organisers are not theirs. */
export const canCorrect = (actor: Actor, personId: string): boolean =>
  canManageNetwork(actor) || (actor.personId !== null && actor.personId === personId);

/** Take the directory out as a file. */
export const canExportNetwork = (actor: Actor): boolean => canSeeNetwork(actor) && canExport(actor);

/** Bring a member list in. */
export const canImportNetwork = (actor: Actor): boolean => canManageNetwork(actor) && canImport(actor);

/** Everything: also notes, further addresses, dates and history, and those who have left. */
export const canSeeDetails = (actor: Actor): boolean => isOrganiser(actor);

/**
 * Condition on `person` (alias `p`): what the actor may see in lists, pages, counts, exports and the API.
 * @param today `YYYY-MM-DD`; a membership counts while it lasts, and people who have left are for organisers
 */
export function visibleTo(actor: Actor, today: string): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!signedIn(actor)) return sql`1 = 0`;
  return sql`(${sharedWith(actor, today)} OR ${reachesNetwork(actor)})
    AND ${askable(today)}`;
}

/**
 * Condition on `person` (or the alias whose row it is): may be offered, chosen, asked and written to: in the network, and
 * not left alone by their own wish. `isAskable` is the same for one person.
 */
export const askable = (today: string, p: Sql = sql`p`): Sql =>
  sql`((${p}.left_on IS NULL OR ${p}.left_on > ${today}) AND ${p}.restricted_at IS NULL)`;

/** Condition on `person p`: has a public profile, which everybody may read as far as its fields are for everybody. */
export const hasPublicProfile = (today: string): Sql =>
  sql`p.reach = 'public' AND p.erased_at IS NULL AND ${askable(today)}`;

/** Marks in the index what people say about themselves. */
export const aboutAccess = 'about';

/**
 * The same as a condition on `search_entry` (alias `s`: `record_id`, `access`); null: nothing at all. Whose data are
 * restricted is found by nobody: organisers who have to administer them filter the directory.
 */
export function findableBy(actor: Actor, today: string): Sql | null {
  if (isOrganiser(actor))
    return sql`NOT EXISTS (SELECT 1 FROM person p WHERE p.id = s.record_id AND p.restricted_at IS NOT NULL)`;
  if (!signedIn(actor)) return null;
  const who = (condition: Sql) =>
    sql`s.record_id IN (SELECT p.id FROM person p WHERE ${visibleTo(actor, today)} AND ${condition})`;
  return sql`((s.access <> ${aboutAccess} AND ${who(searchableBy(actor))})
    OR (s.access = ${aboutAccess} AND ${who(fieldShownTo(actor, 'about', today))}))`;
}
