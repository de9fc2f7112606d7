import type { AttendanceMode, InvitationStatus } from '../invitation/invitation.entity.js';

/** The four answers of the personal link and the portal. */
export const choices = ['on_site', 'online', 'maybe', 'no'] as const;
export type Choice = (typeof choices)[number];

interface Where {
  place: string | null;
  videoUrl: string | null;
}

/** The answers that fit the meeting: on site where there is a place, online where there is a link. */
export function choicesFor({ place, videoUrl }: Where): Choice[] {
  return choices.filter((choice) => (choice !== 'on_site' || place) && (choice !== 'online' || videoUrl));
}

export interface Meant {
  status: InvitationStatus;
  mode: AttendanceMode | null;
}

const meanings: Record<Choice, Meant> = {
  on_site: { status: 'accepted', mode: 'on_site' },
  online: { status: 'accepted', mode: 'online' },
  maybe: { status: 'tentative', mode: null },
  no: { status: 'declined', mode: null },
};

export const meaningOf = (choice: Choice): Meant => meanings[choice];

/** The choice that shows an answer; null: none, or one that does not say how. */
export function choiceOf({ status, mode }: Meant): Choice | null {
  if (status === 'accepted') return mode;
  if (status === 'tentative') return 'maybe';
  return status === 'declined' ? 'no' : null;
}

/**
 * A calendar says only “accepted”: the mode is the only possible one, or the one that was chosen before. It outlives a
 * “maybe” of the calendar, which says nothing about how.
 */
export function modeAfter(meant: Meant & { channel?: string }, before: Meant, where: Where): AttendanceMode | null {
  if (isMaybeOfCalendar(meant)) return before.mode;
  if (meant.status !== 'accepted') return null;
  if (meant.mode) return meant.mode;
  if (where.place && !where.videoUrl) return 'on_site';
  if (where.videoUrl && !where.place) return 'online';
  return before.mode;
}

const isMaybeOfCalendar = ({ status, channel }: Meant & { channel?: string }): boolean =>
  status === 'tentative' && channel === 'calendar';

/** When an answer was given, as far as it says. */
export interface Given {
  /** SEQUENCE that it answers; null: not said. */
  sequence: number | null;
  /** DTSTAMP; null when it did not come by calendar. */
  stamp: string | null;
  /** Date of the mail, or the moment of the click. */
  date: string;
  /** The moment it was given: the stamp where that can be believed, else the date. */
  moment: string;
}

/** The answer that counts now. */
export interface Last {
  stamp: string | null;
  date: string;
}

export type Outdated = 'earlierDate' | 'olderAnswer' | 'olderMail';

/**
 * Which answer wins, whatever way it came: the last one that was given, if it is an answer to the date people know.
 * Among calendar answers their own stamps say which is the later, and for one stamp the mail's date; against an answer by
 * link the moment it was given. Stamps have no fractions of a second, so nothing has.
 * @returns why it does not count (the end of a locale key under `meetings.reply.reason`); null: it counts
 */
export function outdated(given: Given, last: Last | null, toldSignificantSequence: number): Outdated | null {
  if (given.sequence !== null && given.sequence < toldSignificantSequence) return 'earlierDate';
  return last === null ? null : olderThan(given, last);
}

function olderThan(given: Given, last: Last): Outdated | null {
  const isByCalendar = given.stamp !== null && last.stamp !== null;
  const mine = seconds(isByCalendar ? given.stamp! : given.moment);
  const standing = seconds(isByCalendar ? last.stamp! : last.date);
  if (mine !== standing) return mine < standing ? 'olderAnswer' : null;
  return isByCalendar && given.date < last.date ? 'olderMail' : null;
}

const seconds = (instant: string): string => instant.slice(0, 19);

interface Standing {
  answeredAt: string | null;
  removedAt: string | null;
}

interface Asked {
  status: string;
  endAt: string;
  toldSignificantSequence: number;
}

/** The same for an answer picked on a page: is there a meeting to answer to, and does this answer count? */
export function whyNot(
  { at, sequence }: { at: string; sequence: number | null },
  standing: Standing,
  meeting: Asked,
): string | null {
  if (meeting.status === 'cancelled') return 'meetingCancelled';
  if (meeting.status === 'postponed') return 'meetingPostponed';
  if (standing.removedAt !== null) return 'removed';
  if (meeting.endAt <= at) return 'meetingEnded';
  const last = standing.answeredAt === null ? null : { stamp: null, date: standing.answeredAt };
  return outdated({ sequence, stamp: null, date: at, moment: at }, last, meeting.toldSignificantSequence);
}

/**
 * The SEQUENCE that a calendar answer is kept with: one that was never sent is taken for the last that was, so that the
 * answer does not outlive the date it was given for.
 */
export const sequenceKept = (said: number, sent: number | null, toldSignificantSequence: number): number =>
  Math.min(said, Math.max(sent ?? 0, toldSignificantSequence));

interface Remembered {
  status: InvitationStatus | null;
  sequence: number | null;
  isApplied: boolean;
}

/** What was answered for the date before the last move; null: nothing. @param history newest first */
export function earlierAnswer<R extends Remembered>(history: readonly R[], toldSignificantSequence: number): R | null {
  const counted = history.find(({ isApplied, status }) => isApplied && status !== null);
  return counted && (counted.sequence ?? Infinity) < toldSignificantSequence ? counted : null;
}

/**
 * Why there is nothing to answer any more: the end of a locale key under `meetings.reply.closed`; null: an answer given
 * now would count. @param now instant
 */
export function whyClosed(standing: Pick<Standing, 'removedAt'>, meeting: Asked, now: string): string | null {
  const reason = whyNot({ at: now, sequence: null }, { ...standing, answeredAt: null }, meeting);
  return reason ?? (meeting.status === 'called' ? null : 'meetingEnded');
}
