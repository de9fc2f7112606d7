import type { MeetingStatus } from '../meeting/meeting.entity.js';
import { isPastDraft } from '../meeting/meeting.rules.js';
import type { Audience } from '@samrad/library';
import type { Lifecycle } from '@samrad/platform/pure';
import type { MinutesSnapshot } from './minutes.types.js';
import type { MinutesStatus } from './minutes.entity.js';

/**
 * From draft to published. A draft goes round for comments (and round again when it is revised), is adopted by silence
 * or at the next meeting, and is then published; after an objection or a recall it is a draft again. Minutes that need no
 * adoption are published straight from the draft. What is published is corrected by a new version with a note; reopening
 * takes the adoption back.
 */
export const next: Lifecycle<MinutesStatus> = {
  draft: ['circulated', 'published'],
  circulated: ['circulated', 'draft', 'adopted'],
  adopted: ['published', 'draft'],
  published: ['published', 'draft'],
};

/** Minutes are taken of meetings that people were called to; corrections come after publication. */
export const isWritable = (status: MeetingStatus): boolean => ['called', 'held', 'minutes_published'].includes(status);

/** Minutes are published of meetings that have begun. @param now instant */
export const isPublishable = ({ status, startAt }: { status: MeetingStatus; startAt: string }, now: string): boolean =>
  isWritable(status) && (status !== 'called' || startAt <= now);

/** Begun before the meeting is on record: a draft whose time has come is held by that. @param now instant */
export const mayBegin = (meeting: { status: MeetingStatus; startAt: string }, now: string): boolean =>
  isWritable(meeting.status) || isPastDraft(meeting, now);

/** Who of these is named in a text, by the whole name or the family name: the last word of it. */
export function namedIn(text: string, names: readonly string[]): string[] {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{M}'’-]+/gu) ?? []);
  const family = (name: string) => name.toLowerCase().split(' ').at(-1)!;
  return names.filter((name) => family(name).length > 2 && words.has(family(name)));
}

interface OfItem {
  itemId: string | null;
}

/** Items of the agenda that have no section yet; breaks have none, and neither has what is not minuted. */
export function withoutSection<I extends { id: string; type: string; session?: { attribution: string } | null }>(
  items: readonly I[],
  sections: readonly OfItem[],
): I[] {
  const written = new Set(sections.map(({ itemId }) => itemId));
  const isMinuted = ({ type, session }: I) => type !== 'break' && session?.attribution !== 'not_minuted';
  return items.filter((item) => isMinuted(item) && !written.has(item.id));
}

/** Sections in the order of the agenda; one whose item is gone stays behind the section it stood behind. */
export function inAgendaOrder<S extends OfItem>(sections: readonly S[], items: readonly { id: string }[]): S[] {
  const placeOf = new Map(items.map((item, place) => [item.id, place]));
  let last = -1;
  const placed = sections.map((section, index) => {
    last = placeOf.get(section.itemId ?? '') ?? last;
    return { section, place: last, index };
  });
  return placed.sort((a, b) => a.place - b.place || a.index - b.index).map(({ section }) => section);
}

/** Somebody who may be told that minutes are published. */
export interface Participant {
  address: string | null;
  /** Has a sent invitation that was not taken back. */
  isInvited: boolean;
  isPresent: boolean;
  /** In the meeting's group today. */
  isMember: boolean;
  /** Belongs to the contact points or States that the minutes are for. */
  isOfAudience?: boolean;
}

export type Untold = 'noAddress' | 'mayNotRead';

/** Why a participant gets no mail about minutes for that audience; null: is told. */
export function untoldBecause(audience: Audience, participant: Participant): Untold | null {
  if (!mayRead(audience, participant)) return 'mayNotRead';
  return participant.address ? null : 'noAddress';
}

function mayRead(audience: Audience, { isInvited, isMember, isOfAudience = false }: Participant): boolean {
  if (audience === 'group') return isInvited || isMember;
  return audience === 'ncps' || audience === 'states' ? isOfAudience : audience !== 'organisers';
}

/** A writing spell is told once in the history: a new hand, or the same one after half an hour. */
export function beginsSpell(
  last: { editedBy: string | null; editedAt: string | null },
  now: { by: string; at: string },
): boolean {
  if (!last.editedAt || last.editedBy !== now.by) return true;
  return Date.parse(now.at) - Date.parse(last.editedAt) > 30 * 60_000;
}

/** The same content, in whatever order a database gives the keys back. */
export const isSameContent = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** The same items, texts and decisions; attendance and actions go on after adoption. */
export function isSameText(a: MinutesSnapshot, b: MinutesSnapshot): boolean {
  const textOf = ({ parts }: MinutesSnapshot) =>
    parts.map(({ title, content, decisions }) => ({ title, content, decisions }));
  return isSameContent(textOf(a), textOf(b));
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );
