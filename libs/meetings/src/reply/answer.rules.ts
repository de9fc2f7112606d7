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

/** A calendar says only “accepted”: the mode is the only possible one, or the one that was chosen before. */
export function modeAfter(meant: Meant, before: Meant, where: Where): AttendanceMode | null {
  if (meant.status !== 'accepted') return null;
  if (meant.mode) return meant.mode;
  if (where.place && !where.videoUrl) return 'on_site';
  if (where.videoUrl && !where.place) return 'online';
  return before.status === 'accepted' ? before.mode : null;
}

interface Standing {
  answeredAt: string | null;
  removedAt: string | null;
}

interface Asked {
  status: string;
  endAt: string;
  significantSequence: number;
}

interface Given {
  /** When it was given. */
  at: string;
  /** SEQUENCE that it answers; null: not said. */
  sequence: number | null;
}

/**
 * Which answer wins, whatever way it came: the last one by time, if it is an answer to the meeting as it is now.
 * @returns why it does not count (the end of a locale key under `meetings.reply.reason`); null: it counts
 */
export function whyNot(given: Given, standing: Standing, meeting: Asked): string | null {
  if (meeting.status === 'cancelled') return 'meetingCancelled';
  if (standing.removedAt !== null) return 'removed';
  if (meeting.endAt <= given.at) return 'meetingEnded';
  if (given.sequence !== null && given.sequence < meeting.significantSequence) return 'earlierDate';
  return standing.answeredAt !== null && given.at < standing.answeredAt ? 'olderAnswer' : null;
}
