import type { AttendanceMode, InvitationStatus } from '../invitation/invitation.entity.js';
import { earlierAnswer } from './answer.rules.js';
import type { ReplyRow } from './reply.finder.js';

interface Asked {
  status: InvitationStatus;
}

/**
 * A person's answers as pages show them.
 * @param history newest first
 * @returns `hasMore`: there is more to tell than the answer that counts; `isLate`: it came after the deadline; `earlierKey`: locale key of what was answered for the date before the meeting was moved, while it asks again
 */
export function presentAnswers({ status }: Asked, history: readonly ReplyRow[], toldSignificantSequence: number) {
  const earlier = status === 'needs_action' ? earlierAnswer(history, toldSignificantSequence) : null;
  const hasMore = history.length > 1 || history.some(({ isApplied, answeredBy }) => !isApplied || answeredBy !== null);
  const counted = status === 'needs_action' ? undefined : history.find((row) => row.isApplied && row.status !== null);
  return {
    history: history.map(shown),
    hasMore,
    isLate: counted !== undefined && isLate(counted),
    earlierKey: earlier && keyOf(earlier.status!, earlier.mode),
  };
}

const isLate = ({ reason }: ReplyRow): boolean => reason === 'meetings.reply.reason.recordedLate';
const shown = (row: ReplyRow) => ({
  ...row,
  isLate: isLate(row),
  channelKey: `meetings.reply.channel.${row.ruling === 'BOUNCE' ? 'report' : row.channel}`,
});

const keyOf = (status: InvitationStatus, mode: AttendanceMode | null): string =>
  status === 'accepted' && mode === 'online'
    ? 'meetings.meeting.answer.online'
    : `meetings.invitation.status.${status}`;
