import sql, { join, type Sql } from 'sql-template-tag';
import { anonymous, bodiesOf, isOrganiser, type Actor } from '@samrad/platform/auth';
import { canRunMeeting, isPartOf, takesPartIn } from '../meeting/meeting.policy.js';
import type { AgendaLine, AgendaSnapshot } from './agenda.types.js';
import type { SessionAccess } from './session/session.types.js';

/** Work on the draft, see it, publish it. Everybody else who sees the meeting reads what was published. */
export const canEditAgenda = (actor: Actor): boolean => canRunMeeting(actor);
export const canSeeDraft = (actor: Actor): boolean => canRunMeeting(actor);

/** What the sessions of one meeting ask of somebody. */
export interface AgendaReader {
  /** Who reads: what is told of presenters is asked for them. */
  actor: Actor;
  isOrganiser: boolean;
  /** Invited, or a member of the meeting's group. */
  takesPart: boolean;
  bodies: readonly ('state' | 'commission')[];
  /** Groups they are a member of: for what is kept with the name of a group. */
  groupIds: readonly string[];
}

/** Whom the sessions of each kind are for, besides the organisers, among those who take part. */
const forBodies: Record<Exclude<SessionAccess, 'open'>, readonly ('state' | 'commission')[] | 'all'> = {
  invited: 'all',
  commission: ['state', 'commission'],
  states: ['state'],
};

/**
 * The one answer to who may see what belongs to a session: its items, their papers, minutes and decisions, on pages, in
 * files, mails and the API. `seesItem` is the same for lists and the search.
 */
export function canSeeSession(reader: AgendaReader, access: SessionAccess): boolean {
  if (access === 'open' || reader.isOrganiser) return true;
  if (!reader.takesPart) return false;
  const meant = forBodies[access];
  return meant === 'all' || meant.some((body) => reader.bodies.includes(body));
}

export const readerOf = (actor: Actor, meeting: Parameters<typeof isPartOf>[1]): AgendaReader => ({
  actor,
  isOrganiser: isOrganiser(actor),
  takesPart: isPartOf(actor, meeting),
  bodies: bodiesOf(actor),
  groupIds: actor.groupIds,
});

/** Somebody who holds an invitation, whether or not they have an account: of persons they are told what everybody is. */
export const invitedReader = (
  bodies: AgendaReader['bodies'],
  groupIds: AgendaReader['groupIds'] = [],
): AgendaReader => ({
  actor: anonymous,
  isOrganiser: false,
  takesPart: true,
  bodies,
  groupIds,
});

export const canSeeLine = (reader: AgendaReader, { session }: Pick<AgendaLine, 'session'>): boolean =>
  canSeeSession(reader, session?.access ?? 'open');

/** What is closed to the reader is left out, as if it were not there; the times of the rest stay what they are. */
export const linesFor = <L extends Pick<AgendaLine, 'session'>>(reader: AgendaReader, lines: readonly L[]): L[] =>
  lines.filter((line) => canSeeLine(reader, line));

export const snapshotFor = (reader: AgendaReader, snapshot: AgendaSnapshot): AgendaSnapshot => ({
  ...snapshot,
  items: linesFor(reader, snapshot.items),
});

/** Condition on something of a meeting that is kept with the access it has: `access` and the meeting's id. */
export function seesAccess(actor: Actor, access: Sql, meetingId: Sql): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  const bodies = bodiesOf(actor);
  const closed = (['invited', 'commission', 'states'] as const).filter((one) =>
    canSeeSession(invitedReader(bodies), one),
  );
  return sql`(${access} = 'open' OR (${access} IN (${join([...closed])}) AND EXISTS (
    SELECT 1 FROM meeting m WHERE m.id = ${meetingId} AND ${takesPartIn(actor)})))`;
}

/** Condition on `search_entry s` of a record that is seen under a condition: the passage is not closed to the actor either. */
export const findsPassage = (actor: Actor, seen: Sql, meetingId: Sql): Sql =>
  isOrganiser(actor) ? seen : sql`${seen} AND ${seesAccess(actor, sql`s.access`, meetingId)}`;

/** Condition on `document d`: a paper of an item that is closed to the actor. Null for those to whom nothing is. */
export function closedPapers(actor: Actor): Sql | null {
  if (isOrganiser(actor)) return null;
  return sql`EXISTS (SELECT 1 FROM meeting_document seen_md JOIN agenda_item seen_it ON seen_it.id = seen_md.item_id
    JOIN agenda_session seen_se ON seen_se.id = seen_it.session_id
    WHERE seen_md.document_id = d.id AND NOT ${seesAccess(actor, sql`seen_se.access`, sql`seen_se.meeting_id`)})`;
}

/** Condition: the item with that id, if there is one, is not closed to the actor. */
export function seesItem(actor: Actor, itemId: Sql): Sql {
  if (isOrganiser(actor)) return sql`1 = 1`;
  return sql`NOT EXISTS (SELECT 1 FROM agenda_item seen_it JOIN agenda_session seen_se ON seen_se.id = seen_it.session_id
    WHERE seen_it.id = ${itemId} AND NOT ${seesAccess(actor, sql`seen_se.access`, sql`seen_se.meeting_id`)})`;
}
