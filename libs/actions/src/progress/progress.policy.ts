import { has, isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';

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

/** Names of persons and what they wrote are for people inside, also where the action itself is public. */
export const canSeeNotes = (actor: Actor): boolean => signedIn(actor) || isOrganiser(actor);

export const canRemind = (actor: Actor): boolean => isOrganiser(actor);
/** `My actions`. */
export const canHaveActions = (actor: Actor): boolean => signedIn(actor);
