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

/** RFC 5545 section 3.8.1.9: 1 is the highest, 5 the middle, 0 says nothing. Late comes first, then what is due in two weeks. */
export function taskPriority(
  { isFinished, dueOn }: { isFinished: boolean; dueOn: string | null },
  today: string,
): number {
  if (isFinished || dueOn === null) return 0;
  const left = daysBetween(today, dueOn);
  if (left < 0) return 1;
  return left <= 14 ? 5 : 0;
}

/** So long something finished stays in the feed, so that every program has seen that it is. Days. */
export const finishedStays = 60;

export const isShown = (finishedOn: string | null, today: string): boolean =>
  finishedOn === null || daysBetween(finishedOn, today) <= finishedStays;
