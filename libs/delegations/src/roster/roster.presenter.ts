import { isHere, type MeetingRow, type Presence } from '@samrad/meetings';
import { formatInstant } from '@samrad/platform/views';
import type { Language } from '@samrad/platform/i18n';
import type { RosterRow } from './roster.finder.js';

const answers = {
  accepted: { color: 'success', icon: 'CheckmarkCircle' },
  tentative: { color: 'warning', icon: 'QuestionmarkDiamond' },
  declined: { color: 'danger', icon: 'XMarkOctagon' },
  delegated: { color: 'danger', icon: 'PersonRectangle' },
  needs_action: { color: 'neutral', icon: 'Clock' },
} as const;
const noted: Record<Presence, { color: string; icon: string }> = {
  on_site: { color: 'success', icon: 'CheckmarkCircleFill' },
  online: { color: 'success', icon: 'Video' },
  absent: { color: 'danger', icon: 'XMarkOctagon' },
  regrets: { color: 'warning', icon: 'EnvelopeClosed' },
};

/** Where somebody stands: what was noted on the day, else the answer. */
export function standingTag({ presence, answer, answerMode }: RosterRow) {
  if (presence) return { ...noted[presence], key: `meetings.attendance.presence.${presence}` };
  const status = answer ?? 'needs_action';
  const isOnline = status === 'accepted' && answerMode === 'online';
  return {
    ...answers[status],
    key: isOnline ? 'delegations.roster.comesOnline' : `meetings.invitation.status.${status}`,
  };
}

/** Beside the answer of somebody for whom there is no seat yet. */
export const seatTag = ({ seat, presence }: RosterRow) =>
  seat === 'waiting' && presence === null
    ? { color: 'warning', icon: 'Hourglass', key: 'delegations.seat.status.waiting' }
    : null;

/** Came late, left early, in the zone of the meeting: `10:20`, with the day in a meeting of several. */
export function stayOf(
  { presence, arrivedAt, leftAt }: RosterRow,
  { zone, startWall, endWall }: MeetingRow,
  lang: Language,
) {
  const isOneDay = startWall.slice(0, 10) === endWall.slice(0, 10);
  const shown = (at: string | null) =>
    at && (isOneDay ? formatInstant(at, lang, zone).slice(-5) : formatInstant(at, lang, zone));
  return isHere(presence) ? { late: shown(arrivedAt), left: shown(leftAt) } : { late: null, left: null };
}

/** A person as the list and the API show it. */
export const presentParticipant = (row: RosterRow) => ({
  personId: row.personId,
  name: row.name,
  organisation: row.organisation,
  organisationType: row.type,
  function: row.function,
  isHead: row.isHead,
  seat: row.seat,
  standsInFor: row.standsInFor,
  answer: row.answer,
  answerMode: row.answerMode,
  presence: row.presence,
  arrivedAt: row.arrivedAt,
  leftAt: row.leftAt,
});
