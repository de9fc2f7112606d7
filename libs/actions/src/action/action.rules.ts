import type { Fault } from '@samrad/platform/errors';
import type { AskedKind } from './action-item.entity.js';
import type { ProgressStatus } from '../progress/progress.entity.js';
import { isFinished } from '../progress/progress.rules.js';

/** `A-118`: how an action is named in minutes, lists and mails. */
export const referenceOf = (number: number): string => `A-${number}`;

/**
 * Nobody is asked for something that should have been done before it was agreed: on the meeting's day at the earliest,
 * or today for an action of no meeting. @param meetingDay null: of no meeting
 */
export function dueFault(dueOn: string | null, meetingDay: string | null, today: string): Fault | null {
  if (!dueOn || dueOn >= (meetingDay ?? today)) return null;
  return { key: `actions.action.invalid.${meetingDay ? 'dueBeforeMeeting' : 'duePast'}` };
}

/**
 * The status of the whole action follows from its lines: open as long as one is not finished. Of the finished ones, one
 * done line makes it done; it is declined or not applicable only when nobody did it.
 */
export function statusOf(lines: readonly ProgressStatus[]): ProgressStatus {
  const left = lines.filter((status) => !isFinished(status));
  if (!lines.length || lines.every((status) => status === 'not_started')) return 'not_started';
  if (left.length) return left.every((status) => status === 'waiting') ? 'waiting' : 'under_way';
  if (lines.includes('done')) return 'done';
  return lines.includes('declined') ? 'declined' : 'not_applicable';
}

export const isOpen = (lines: readonly ProgressStatus[]): boolean => lines.some((status) => !isFinished(status));

/** Of what kind those are that can be asked as well: more States, or more persons; null: an organisation stays alone. */
export function mayGetMore(kind: AskedKind): 'states' | 'persons' | null {
  if (kind === 'states' || kind === 'all_states') return 'states';
  return kind === 'organisation' ? null : 'persons';
}

/** Nothing has been reported: only then may an action be deleted. */
export const isUntouched = (lines: readonly { updatedBy: string | null }[]): boolean =>
  lines.every(({ updatedBy }) => updatedBy === null);
