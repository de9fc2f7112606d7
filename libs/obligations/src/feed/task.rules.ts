import { daysBetween } from '@samrad/platform/pure';

export type TaskStatus = 'NEEDS-ACTION' | 'IN-PROCESS' | 'COMPLETED' | 'CANCELLED';

const statuses = {
  not_started: 'NEEDS-ACTION',
  under_way: 'IN-PROCESS',
  waiting: 'IN-PROCESS',
  done: 'COMPLETED',
  declined: 'CANCELLED',
  not_applicable: 'CANCELLED',
} as const;

/** What somebody reported, in the words of RFC 5545 section 3.8.1.11. */
export const taskStatus = (status: keyof typeof statuses): TaskStatus => statuses[status];

interface Line {
  isFinished: boolean;
  dueOn: string | null;
  priority: 'low' | 'normal' | 'high';
}

/**
 * RFC 5545 section 3.8.1.9: 1 is the highest, 5 the middle, 9 the lowest, 0 says nothing. Late comes first, then what the
 * organisers call urgent, then what is due within two weeks.
 */
export function taskPriority({ isFinished, dueOn, priority }: Line, today: string): number {
  if (isFinished) return 0;
  const left = dueOn === null ? Infinity : daysBetween(today, dueOn);
  if (left < 0) return 1;
  if (priority !== 'normal') return priority === 'high' ? 2 : 9;
  return left <= 14 ? 5 : 0;
}

/** So long something finished stays in the feed, so that every program has seen that it is. Days. */
export const finishedStays = 60;

export const isShown = (finishedOn: string | null, today: string): boolean =>
  finishedOn === null || daysBetween(finishedOn, today) <= finishedStays;
