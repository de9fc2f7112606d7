import { addDays } from '@samrad/platform/pure';

/** What it takes to say whether items may be proposed. */
interface Call {
  status: string;
  respondBy: string;
}

interface Meeting {
  status: string;
  startAt: string;
}

/** Items may be called for until a meeting begins. */
export const mayCall = ({ status, startAt }: Meeting, now: string): boolean =>
  ['draft', 'called', 'postponed'].includes(status) && startAt > now;

/** `late`: the day is past, and the secretariat has not closed the call. */
export function windowOf(call: Call, meeting: Meeting, { now, today }: { now: string; today: string }) {
  if (call.status === 'closed' || !mayCall(meeting, now)) return 'closed';
  return today > call.respondBy ? 'late' : 'open';
}

/** Two weeks from now, but a week before the meeting; never in the past. */
export function firstRespondBy(today: string, meetingDay: string): string {
  const [soon, before] = [addDays(today, 14), addDays(meetingDay, -7)];
  const earlier = soon < before ? soon : before;
  return earlier < today ? today : earlier;
}
