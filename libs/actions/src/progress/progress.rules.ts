import type { Day, Instant } from '@samrad/platform/clock';
import { canStep, daysBetween, type Lifecycle } from '@samrad/platform/pure';
import type { ProgressStatus } from './progress.entity.js';

/** The life of one responsible State, organisation or person with an action, readable by a secretary. */
export const next: Lifecycle<ProgressStatus> = {
  not_started: ['under_way', 'waiting', 'done', 'declined', 'not_applicable'],
  under_way: ['not_started', 'waiting', 'done', 'declined', 'not_applicable'],
  waiting: ['not_started', 'under_way', 'done', 'declined', 'not_applicable'],
  done: ['under_way', 'waiting'],
  declined: ['not_started', 'under_way', 'waiting', 'not_applicable'],
  not_applicable: ['not_started', 'under_way', 'waiting', 'declined'],
};

/** Those after which nothing more is expected. */
export const finishedStatuses = ['done', 'declined', 'not_applicable'] as const;

export const isFinished = (status: ProgressStatus): boolean =>
  (finishedStatuses as readonly ProgressStatus[]).includes(status);

/** A report may keep the status and only change the note. */
export const mayReport = (from: ProgressStatus, to: ProgressStatus): boolean => from === to || canStep(next, from, to);

/** What can be chosen in a report: the present status first. */
export const choicesFrom = (status: ProgressStatus): ProgressStatus[] => [status, ...next[status]];

/** Who declines says why. */
export const needsNote = (status: ProgressStatus): boolean => status === 'declined';

/** Lines without a due date come last. */
export const noDue: Day = '9999-12-31';
export const sortDueOf = (dueOn: Day | null): Day => dueOn ?? noDue;

/** A line as far as its lateness depends on it. Raw rows hold 0 or 1. */
interface Expected {
  isFinished: boolean | number;
  dueOn: Day | null;
}

/** Whole days after the due date; 0 when it is not late or nothing more is expected. The due date itself is in time. */
export function daysLate({ isFinished: finished, dueOn }: Expected, today: Day): number {
  if (finished || dueOn === null) return 0;
  return Math.max(0, daysBetween(dueOn, today));
}

export const isOverdue = (line: Expected, today: Day): boolean => daysLate(line, today) > 0;

/** Nobody is reminded of the same line twice within a week. */
export const reminderPauseDays = 7;

const dayInMs = 86_400_000;

export const mayRemind = (remindedAt: Instant | null, now: Instant): boolean =>
  remindedAt === null || Date.parse(now) - Date.parse(remindedAt) >= reminderPauseDays * dayInMs;

/** Depth of colour of a State's tile: 0, 1–2, 3–5, 6–8, 9 and more open lines. */
export function tileLevel(open: number): 0 | 1 | 2 | 3 | 4 {
  if (open === 0) return 0;
  if (open <= 2) return 1;
  if (open <= 5) return 2;
  return open <= 8 ? 3 : 4;
}
