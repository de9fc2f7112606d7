import { canStep, instantOf, type Lifecycle } from '@samrad/platform/pure';
import type { Fault } from '@samrad/platform/errors';
import type { MeetingStatus } from './meeting.entity.js';

/**
 * The lifecycle of a meeting. A postponed one is called again by giving it a new time; a draft that people came to
 * without being called from here is held.
 */
export const next: Lifecycle<MeetingStatus> = {
  draft: ['called', 'held', 'cancelled'],
  called: ['held', 'postponed', 'cancelled'],
  postponed: ['called', 'cancelled'],
  held: ['minutes_published'],
  minutes_published: [],
  cancelled: [],
};

export const mayBecome = (from: MeetingStatus, to: MeetingStatus): boolean => canStep(next, from, to);

/** A meeting that people were called to and that is over took place or not: nobody can be told to stay away. */
export const mayCancel = ({ status, endAt }: { status: MeetingStatus; endAt: string }, now: string): boolean =>
  mayBecome(status, 'cancelled') && (status !== 'called' || endAt > now);

/** After that a meeting's facts are history and no longer edited. */
export const isOpen = (status: MeetingStatus): boolean => ['draft', 'called', 'postponed'].includes(status);

/** When a meeting is: wall times `YYYY-MM-DDTHH:MM` in an IANA zone. */
export interface Times {
  startWall: string;
  endWall: string;
  zone: string;
}

export interface Moments {
  startAt: string;
  endAt: string;
}

/** Has begun or was to begin, and nobody was called: what happened is for the organisers to say. @param now instant */
export const isPastDraft = ({ status, startAt }: { status: MeetingStatus; startAt: string }, now: string): boolean =>
  status === 'draft' && startAt <= now;

/** A draft is deleted as long as it is nothing but a plan. */
export const isRemovable = ({ status, calledAt }: { status: MeetingStatus; calledAt: string | null }): boolean =>
  calledAt === null && !['held', 'minutes_published'].includes(status);

type Faults = Record<string, Fault>;

function momentOf(wall: string, zone: string): string | null {
  try {
    return instantOf(wall, zone);
  } catch {
    return null;
  }
}

const longestDays = 14;

/**
 * The instants of a meeting's times.
 * A time in the spring gap does not exist; an ambiguous one in autumn is the first of the two (RFC 5545 3.3.5).
 */
export function momentsOf({ startWall, endWall, zone }: Times): { moments?: Moments; faults: Faults } {
  const startAt = momentOf(startWall, zone);
  const endAt = momentOf(endWall, zone);
  const gap = { key: 'meetings.meeting.invalid.gap' };
  if (!startAt || !endAt) return { faults: { ...(!startAt && { start: gap }), ...(!endAt && { end: gap }) } };
  if (endAt <= startAt) return { faults: { end: { key: 'meetings.meeting.invalid.endBeforeStart' } } };
  const days = (Date.parse(endAt) - Date.parse(startAt)) / 86_400_000;
  if (days > longestDays) {
    return { faults: { end: { key: 'meetings.meeting.invalid.tooLong', params: { days: longestDays } } } };
  }
  return { moments: { startAt, endAt }, faults: {} };
}

/** Answers are due on the day of the meeting at the latest. */
export function answerByFault(answerBy: string | null, startWall: string): Faults {
  if (!answerBy || answerBy <= startWall.slice(0, 10)) return {};
  return { answerBy: { key: 'meetings.meeting.invalid.answerBy' } };
}

/** Whether the answers to a meeting ahead would be due on a day that has passed. What took place already may be entered with its deadline. */
export const isAnswerByOver = (
  { answerBy, startWall }: { answerBy: string | null; startWall: string },
  today: string,
): boolean => answerBy !== null && answerBy < today && startWall.slice(0, 10) >= today;

/** Nobody is called to a meeting that is nowhere. */
export const hasWhere = (meeting: { place: string | null; videoUrl: string | null }): boolean =>
  Boolean(meeting.place || meeting.videoUrl);

/** A change of time in the sense of RFC 5546 2.1.4: answers to the earlier time no longer count. */
export const timesDiffer = (before: Times, after: Times): boolean =>
  before.startWall !== after.startWall || before.endWall !== after.endWall || before.zone !== after.zone;

/** Names of the fields whose value is another one; blank and absent are the same. */
export function changedFields<T extends object>(before: Partial<T>, after: T): (keyof T & string)[] {
  const same = (a: unknown, b: unknown) => (a ?? null) === (b ?? null);
  return (Object.keys(after) as (keyof T & string)[]).filter((field) => !same(before[field], after[field]));
}

/** `REG 41`; null for a meeting outside any series. */
export const referenceOf = (meeting: { seriesCode: string | null; number: number | null }): string | null =>
  meeting.seriesCode && meeting.number !== null ? `${meeting.seriesCode} ${meeting.number}` : null;

/** RFC 5545 UID: our id at the domain that people reach us under. */
export function uidOf(id: string, publicUrl: string | undefined, mailAddress: string): string {
  const host = publicUrl && URL.canParse(publicUrl) ? new URL(publicUrl).hostname : null;
  return `${id}@${host ?? mailAddress.split('@').at(-1)}`;
}
