import type { AttendanceMode } from '../../invitation/invitation.entity.js';
import type { MeetingStatus } from '../../meeting/meeting.entity.js';
import { isWritable } from '../minutes.rules.js';

/** How somebody took part; absent and regrets are said on purpose, nothing said is null. */
export const presences = ['on_site', 'online', 'absent', 'regrets'] as const;
export type Presence = (typeof presences)[number];

/** As stored. */
export interface Stored {
  isPresent: boolean;
  mode: AttendanceMode | null;
  /** Absent, and has said so. */
  isExcused: boolean;
}

const stored: Record<Presence, Stored> = {
  on_site: { isPresent: true, mode: 'on_site', isExcused: false },
  online: { isPresent: true, mode: 'online', isExcused: false },
  absent: { isPresent: false, mode: null, isExcused: false },
  regrets: { isPresent: false, mode: null, isExcused: true },
};

export const storedOf = (presence: Presence): Stored => stored[presence];

interface Read {
  /** Null: nothing is stored. */
  isPresent: number | boolean | null;
  mode: AttendanceMode | null;
  isExcused: number | boolean | null;
}

export function presenceOf({ isPresent, mode, isExcused }: Read): Presence | null {
  if (isPresent === null) return null;
  if (!isPresent) return isExcused ? 'regrets' : 'absent';
  return mode ?? 'on_site';
}

/** Took part, in the room or by link. */
export const isHere = (presence: Presence | null): presence is AttendanceMode =>
  presence === 'on_site' || presence === 'online';

/** When somebody came late or left early; null: from the beginning, to the end. */
export interface Stay {
  arrivedAt: string | null;
  leftAt: string | null;
}

/** What is noted of one person. Fields of `Stay` that are left out stay as they are. */
export interface Note extends Partial<Stay> {
  presence: Presence | null;
}

/** The whole note after a new one: who is not here came at no time. */
export function noteAfter(before: Stay | null, { presence, arrivedAt, leftAt }: Note): Stay & Note {
  if (!isHere(presence)) return { presence, arrivedAt: null, leftAt: null };
  return {
    presence,
    arrivedAt: arrivedAt === undefined ? (before?.arrivedAt ?? null) : arrivedAt,
    leftAt: leftAt === undefined ? (before?.leftAt ?? null) : leftAt,
  };
}

/** Why these times cannot be: by field, the end of a locale key under `meetings.attendance.invalid`. */
export function stayFaults(
  { arrivedAt, leftAt }: Stay,
  { startAt, endAt }: { startAt: string; endAt: string },
): Partial<Record<keyof Stay, 'outside' | 'order'>> {
  const isOutside = (at: string | null) => at !== null && (at < startAt || at > endAt);
  if (isOutside(arrivedAt)) return { arrivedAt: 'outside' };
  if (isOutside(leftAt)) return { leftAt: 'outside' };
  return arrivedAt !== null && leftAt !== null && leftAt <= arrivedAt ? { leftAt: 'order' } : {};
}

interface Held {
  status: string;
  startAt: string;
}

/** Why somebody cannot correct their own presence: end of a locale key under `meetings.attendance.refused`; null: can. */
export function whyNotCorrect({ status, startAt }: Held, now: string): 'closed' | 'notBegun' | null {
  if (status !== 'called' && status !== 'held') return 'closed';
  return startAt > now ? 'notBegun' : null;
}

/**
 * Why nobody's presence is noted: the end of a locale key under `meetings.attendance.refused`; null: go on. From the day of
 * the meeting on, and corrected as long as its minutes can be.
 * @param today day at the place of the meeting
 */
export function whyNotNote({ status, startWall }: { status: MeetingStatus; startWall: string }, today: string) {
  if (!isWritable(status)) return 'notHeld';
  return today < startWall.slice(0, 10) ? 'tooEarly' : null;
}

interface Counted {
  stateCode: string | null;
  presence: Presence | null;
}

export interface Counts {
  onSite: number;
  online: number;
  /** Without a word. */
  absent: number;
  regrets: number;
  /** Nothing said yet. */
  open: number;
  present: number;
  /** States with at least one person present. */
  states: number;
}

export function countsOf(rows: readonly Counted[]): Counts {
  const number = (presence: Presence | null) => rows.filter((row) => row.presence === presence).length;
  const [onSite, online] = [number('on_site'), number('online')];
  const here = rows.filter((row) => row.stateCode && isHere(row.presence));
  return {
    onSite,
    online,
    absent: number('absent'),
    regrets: number('regrets'),
    open: number(null),
    present: onSite + online,
    states: new Set(here.map((row) => row.stateCode)).size,
  };
}
