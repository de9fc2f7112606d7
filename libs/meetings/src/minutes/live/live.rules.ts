import { minutesBetween, type WallTime } from '@samrad/platform/pure';

/** An item with its plan and when it was dealt with; all in wall times at the place of the meeting. */
export interface Timed {
  start: WallTime;
  end: WallTime;
  /** First begun; null: not yet. */
  begun: WallTime | null;
  /** Null while it runs, or has not begun. */
  ended: WallTime | null;
}

/** More than half a day is no delay: somebody tries the clock on another day. */
const mostDrift = 12 * 60;

/**
 * How far the meeting is behind its agenda, in minutes; below 0: ahead; null before anything has
 * begun and on other days. While an item
 * runs: how late it began, or by how much it has run over if that is more. In between: how late the last one ended.
 */
export function driftOf(items: readonly Timed[], now: WallTime): number | null {
  const minutes = rawDrift(items, now);
  return minutes !== null && Math.abs(minutes) <= mostDrift ? minutes : null;
}

function rawDrift(items: readonly Timed[], now: WallTime): number | null {
  const running = items.find(({ begun, ended }) => begun !== null && ended === null);
  if (running) {
    const over = minutesBetween(running.end, now);
    const late = minutesBetween(running.start, running.begun!);
    return over > 0 ? Math.max(over, late) : late;
  }
  const [last] = items.filter(({ ended }) => ended !== null).sort((a, b) => (a.ended! < b.ended! ? 1 : -1));
  return last ? minutesBetween(last.end, last.ended!) : null;
}

interface Run {
  begunAt: string;
  endedAt: string | null;
}

/** Whole seconds an item has taken. @param now instant */
export const secondsUsed = (runs: readonly Run[], now: string): number =>
  Math.floor(runs.reduce((sum, run) => sum + Date.parse(run.endedAt ?? now) - Date.parse(run.begunAt), 0) / 1000);

/** How long the right to write lasts without a sign of life. */
export const leaseSeconds = 45;

interface Lease {
  accountId: string;
  tab: string;
  untilAt: string;
}

/** After so long without a sign of life, one's own other window is taken to be closed: windows renew more often. */
const goneAfterSeconds = 20;

/** Whether the window that writes has given no sign of life lately. @param now instant */
export const isSilent = ({ untilAt }: Pick<Lease, 'untilAt'>, now: string): boolean =>
  Date.parse(untilAt) - Date.parse(now) <= (leaseSeconds - goneAfterSeconds) * 1000;

/**
 * Whether somebody may begin to write: also where only a closed window of their own is in the way.
 * @param asker `isTaking`: takes over from whoever writes
 */
export function mayWriteNow(
  held: Lease | undefined,
  asker: { accountId: string; tab: string; isTaking: boolean },
  now: string,
): boolean {
  if (!held || held.untilAt <= now || asker.isTaking) return true;
  return held.accountId === asker.accountId && (held.tab === asker.tab || isSilent(held, now));
}
