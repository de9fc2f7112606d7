import sql, { type Sql } from 'sql-template-tag';
import { isOrganiser, type Actor } from '@samrad/platform/auth';

interface Seen {
  isInvited: number | boolean;
}

/** Choose, send, remind, remove, send again, and see addresses and the mail log. */
export const canInvite = (actor: Actor): boolean => isOrganiser(actor);

/** One's own answer, or anybody's on their behalf. */
export const canAnswer = (actor: Actor, invitation: { personId: string }): boolean =>
  isOrganiser(actor) || (actor.personId !== null && actor.personId === invitation.personId);

/**
 * Names, States and answers: those who are invited see who else comes, as on any list of participants; the organisation
 * as far as each person shows it to them (`PersonFields`). Addresses and comments stay with the organisers.
 */
export const canSeeParticipants = (actor: Actor, meeting: Seen): boolean =>
  isOrganiser(actor) || Boolean(meeting.isInvited);

export const canSeeAddresses = (actor: Actor): boolean => isOrganiser(actor);

/** Condition on `invitation i`: one's own, and those to meetings that one is invited to; organisers: all. */
export function visibleTo(actor: Actor): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  if (actor.personId === null) return sql`1 = 0`;
  return sql`(i.sent_at IS NOT NULL AND i.removed_at IS NULL AND EXISTS (
    SELECT 1 FROM invitation own_i WHERE own_i.meeting_id = i.meeting_id AND own_i.person_id = ${actor.personId}
      AND own_i.sent_at IS NOT NULL AND own_i.removed_at IS NULL))`;
}
