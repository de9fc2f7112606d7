import type { KeptReason } from './carry-over.entity.js';

/** What an event means for the agendas of the series; the subject of each is a meeting. */
export const steps = {
  /** The meeting may be the next one: it gets what waits. */
  into: ['meeting.planned', 'meeting.updated', 'meeting.rescheduled'],
  /** The minutes are closed, or go round: topics go forward from the meeting. */
  from: ['minutes.circulated', 'minutes.adopted_by_silence', 'minutes.adopted_at_meeting', 'minutes.published'],
  /** The minutes are a draft again: what went forward from the meeting comes back. */
  back: ['minutes.recalled', 'minutes.objected', 'minutes.reopened'],
  /** The meeting will not be: what it had got goes to the one after. */
  past: ['meeting.cancelled', 'meeting.removed'],
} as const;
export type Step = keyof typeof steps;

/** Minutes with that status are settled as far as the agenda of the next meeting goes. */
export const isSettled = (status: string | undefined): boolean =>
  status === 'circulated' || status === 'adopted' || status === 'published';

/** Only an agenda that people still come together for gets something by itself. @param now instant */
export const mayReceive = (meeting: { status: string; startAt: string }, now: string): boolean =>
  (meeting.status === 'draft' || meeting.status === 'called') && meeting.startAt > now;

export type Outcome = 'discussed' | 'not_discussed' | 'skipped';

/** A topic as it stands before a meeting. */
export interface TopicState {
  status: 'open' | 'closed';
  isRecurring: boolean;
  openActions: number;
  /** When it was last on an agenda with minutes; null: never. `outcome` null: nobody said. */
  last: { outcome: Outcome | null; isPrevious: boolean } | null;
}

export type Reason = 'new' | 'not_discussed' | 'skipped' | 'rests' | 'recurring' | 'actions';

/**
 * Why a topic goes forward to the next meeting; empty: it does not. Not discussed, recurring, skipped, or with an open
 * action; what is to be skipped rests for one meeting, whatever else speaks for it.
 */
export function reasonsOf({ status, isRecurring, openActions, last }: TopicState): Reason[] {
  if (status === 'closed') return [];
  if (last?.outcome === 'skipped' && last.isPrevious) return ['rests'];
  return [
    ...left(last),
    ...(isRecurring ? (['recurring'] as const) : []),
    ...(openActions > 0 ? (['actions'] as const) : []),
  ];
}

function left(last: TopicState['last']): Reason[] {
  if (!last) return ['new'];
  if (last.outcome === 'discussed') return [];
  return [last.outcome === 'skipped' ? 'skipped' : 'not_discussed'];
}

export function goesForward(state: TopicState): boolean {
  const reasons = reasonsOf(state);
  return reasons.length > 0 && !reasons.includes('rests');
}

/** Several items of one topic at a meeting: it was discussed when all were; to be skipped when one was. */
export function togetherOf(outcomes: readonly (Outcome | null)[]): Outcome | null {
  if (outcomes.includes('skipped')) return 'skipped';
  if (outcomes.every((outcome) => outcome === 'discussed')) return 'discussed';
  return outcomes.includes('not_discussed') ? 'not_discussed' : null;
}

/** What is known of an item that came by itself. */
export interface CameBy {
  /** The meeting may no longer be prepared, or has begun. */
  isBegun: boolean;
  isEdited: boolean;
  /** Papers, minutes, decisions, actions or presenters hang on it. */
  isUsed: boolean;
  /** Stands in a published version of the agenda. */
  isPublished: boolean;
}

/** Why an item stays when the minutes it came from are open again; null: nobody has touched it, it goes back. */
export function whyKept({ isBegun, isEdited, isUsed, isPublished }: CameBy): KeptReason | null {
  if (isEdited) return 'edited';
  if (isUsed) return 'used';
  if (isPublished) return 'published';
  return isBegun ? 'begun' : null;
}
