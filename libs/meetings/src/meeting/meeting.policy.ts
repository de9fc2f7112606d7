import sql, { join, type Sql } from 'sql-template-tag';
import { isOrganiser, signedIn, type Actor } from '@samrad/platform/auth';

/** What a policy needs to know of a meeting. */
interface Seen {
  groupId: string | null;
  /** 1 when the actor is invited and the invitation was sent. */
  isInvited: number | boolean;
}

export const canPlanMeetings = (actor: Actor): boolean => isOrganiser(actor);
/** Change, call, postpone, hold, cancel, and all work on the agenda. */
export const canRunMeeting = (actor: Actor): boolean => isOrganiser(actor);

/** The link into the room is for those who take part: never for every reader of a public page. */
export const canJoin = (actor: Actor, meeting: Seen): boolean => isOrganiser(actor) || isPartOf(actor, meeting);

/** Invited, or a member of the meeting's group. */
export const isPartOf = (actor: Actor, meeting: Seen): boolean =>
  Boolean(meeting.isInvited) || isOfGroup(actor, meeting);

/** The calendar of a group is its members' and the organisers': for a former member it is empty the day after the last. */
export const canFollowGroup = (actor: Actor, groupId: string): boolean =>
  isOrganiser(actor) || isOfGroup(actor, { groupId });

/** The same as `isPartOf`, as a condition on `meeting m`. */
export function takesPartIn(actor: Actor): Sql {
  if (!actor.groupIds.length) return invitedTo(actor);
  return sql`(${invitedTo(actor)} OR m.group_id IN (${join([...actor.groupIds])}))`;
}

/** Who answered what, as figures. */
export const canSeeAnswers = (actor: Actor): boolean => signedIn(actor);

const isOfGroup = (actor: Actor, { groupId }: Pick<Seen, 'groupId'>): boolean =>
  groupId !== null && actor.groupIds.includes(groupId);

/** Whether the actor has a sent invitation to the meeting `m`. */
export function invitedTo(actor: Actor): Sql {
  if (!actor.personId) return sql`1 = 0`;
  return sql`EXISTS (SELECT 1 FROM invitation seen_i WHERE seen_i.meeting_id = m.id
    AND seen_i.person_id = ${actor.personId} AND seen_i.sent_at IS NOT NULL AND seen_i.removed_at IS NULL)`;
}

/**
 * Condition on `meeting m`: what the actor may see. A meeting that was never called is the organisers', unless its
 * minutes are published. */
export function visibleTo(actor: Actor): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  return sql`((m.called_at IS NOT NULL OR m.status = 'minutes_published') AND (${join(waysToSee(actor), ' OR ')}))`;
}

function waysToSee(actor: Actor): Sql[] {
  const ways = [sql`m.audience = 'public'`];
  if (signedIn(actor)) ways.push(sql`m.audience = 'network'`);
  if (actor.groupIds.length) ways.push(sql`(m.audience = 'group' AND m.group_id IN (${join([...actor.groupIds])}))`);
  if (actor.personId) ways.push(invitedTo(actor));
  return ways;
}

/** Condition on `document d`: a paper of a meeting the actor is invited to, whatever group it was meant for. */
export function papersFor(actor: Actor): Sql | null {
  if (!actor.personId) return null;
  return sql`d.id IN (SELECT papers_md.document_id FROM meeting_document papers_md
    JOIN meeting m ON m.id = papers_md.meeting_id WHERE ${invitedTo(actor)})`;
}
