import sql, { join, type Sql } from 'sql-template-tag';
import { has, isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';
import { workplaces } from '../action/action.policy.js';

/** Whom a line asks, and whether the action has been shared with them. */
interface Line {
  stateCode: string | null;
  organisationId: string | null;
  personId: string | null;
  /** Of the action. */
  audience: string;
}

/**
 * Who may say how far it is: the State contact of that State, people of the organisation, the person; and the organisers
 * on behalf of everybody. Nobody else before the action is shared.
 * @param organisationIds where the actor works today
 */
export function canReport(actor: Actor, line: Line, organisationIds: readonly string[]): boolean {
  if (isOrganiser(actor)) return true;
  if (!signedIn(actor) || line.audience === 'organisers') return false;
  if (line.stateCode !== null) return has(actor, 'state_contact') && actor.stateCodes.includes(line.stateCode);
  if (line.organisationId !== null) return organisationIds.includes(line.organisationId);
  return line.personId !== null && line.personId === actor.personId;
}

/**
 * The same as a condition on `action_progress p` of `action_item a`, for lists.
 * @param today `YYYY-MM-DD`: the organisations that count are those where the actor works that day
 */
export function reportableBy(actor: Actor, today: string): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (!signedIn(actor) || !actor.personId) return sql`1 = 0`;
  const { personId, stateCodes } = actor;
  const speaksFor = has(actor, 'state_contact') && stateCodes.length > 0;
  const state = speaksFor ? sql`p.state_code IN (${join([...stateCodes])}) OR ` : sql``;
  return sql`(a.audience <> 'organisers' AND (${state}p.person_id = ${personId}
    OR p.organisation_id IN (${workplaces(personId, today)})))`;
}

/** Names of persons and what they wrote are for people inside, also where the action itself is public. */
export const canSeeNotes = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);

export const canRemind = (actor: Actor): boolean => isOrganiser(actor);
/** `My actions`. */
export const canHaveActions = (actor: Actor): boolean => signedIn(actor);
