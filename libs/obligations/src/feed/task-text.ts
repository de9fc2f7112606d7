import { calendarText, calendarUtc, textValue, uriValue } from '@samrad/meetings';
import type { Day, Instant } from '@samrad/platform/clock';
import type { TaskStatus } from './task.rules.js';

/** One task, ready to be written. */
export interface Task {
  /** The same as long as the obligation lives. */
  uid: string;
  /** Rises with every change. */
  sequence: number;
  changedAt: Instant;
  summary: string;
  description: string;
  url: string;
  status: TaskStatus;
  dueOn: Day | null;
  /** 0 to 9. */
  priority: number;
  /** When it was reported done; null: it is not. */
  completedAt: Instant | null;
}

const PRODUCT = 'PRODID:-//Samrad//Actions//EN';
/** How often a program asks again. */
const refresh = 'PT1H';

/**
 * Tasks to subscribe to (RFC 5545 section 3.6.2). The stamp of each is its own last change, so that the same tasks give
 * the same octets in every process.
 * @returns CRLF lines of at most 75 octets, ending in CRLF
 */
export function taskFeed(name: string, tasks: readonly Task[]): string {
  return calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    PRODUCT,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${textValue(name)}`,
    `X-WR-CALNAME:${textValue(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
    ...tasks.flatMap(taskLines),
    'END:VCALENDAR',
  ]);
}

function taskLines(task: Task): string[] {
  const { dueOn, completedAt } = task;
  const changedAt = calendarUtc(task.changedAt);
  return [
    'BEGIN:VTODO',
    `UID:${textValue(task.uid)}`,
    `SEQUENCE:${task.sequence}`,
    `DTSTAMP:${changedAt}`,
    `LAST-MODIFIED:${changedAt}`,
    `SUMMARY:${textValue(task.summary)}`,
    `DESCRIPTION:${textValue(task.description)}`,
    `URL:${uriValue(task.url)}`,
    ...(dueOn ? [`DUE;VALUE=DATE:${dueOn.replaceAll('-', '')}`] : []),
    `STATUS:${task.status}`,
    `PRIORITY:${task.priority}`,
    ...(completedAt ? [`COMPLETED:${calendarUtc(completedAt)}`, 'PERCENT-COMPLETE:100'] : []),
    'END:VTODO',
  ];
}
