import type { Outcome } from '../carry-over/carry-over.rules.js';

/** A meeting and what became of the topic there. */
export interface OfMeeting {
  meetingId: string;
  /** `REG 41`, or the title. */
  name: string;
  title: string;
  startWall: string;
  outcome: Outcome | null;
  /** It was not on the agenda, because the meeting before said so. */
  isRest: boolean;
  /** As the minutes are being written. */
  isDraft: boolean;
}

type Named = Pick<OfMeeting, 'meetingId' | 'name' | 'title' | 'startWall'>;

/**
 * The history with the meetings at which the topic rested: the first one after each at which it was to be skipped, unless
 * it was on the agenda all the same. Newest first.
 * @param meetings all of the series that took place. @param rest what is said of a meeting at which it rested
 */
export function withSkipped<H extends OfMeeting>(
  history: readonly H[],
  meetings: readonly Named[],
  rest: Omit<H, keyof Named | 'isDraft'>,
): H[] {
  const known = new Set(history.map(({ meetingId }) => meetingId));
  const later = [...meetings].sort((a, b) => (a.startWall < b.startWall ? -1 : 1));
  const rests = history
    .filter(({ outcome }) => outcome === 'skipped')
    .flatMap(({ startWall }) => later.find((meeting) => meeting.startWall > startWall) ?? [])
    .filter(({ meetingId }) => !known.has(meetingId));
  return [...history, ...rests.map((meeting) => ({ ...rest, ...meeting, isDraft: false }) as unknown as H)].sort(
    (a, b) => (a.startWall < b.startWall ? 1 : -1),
  );
}
