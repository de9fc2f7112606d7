import type { AttendanceMode } from '../../invitation/invitation.entity.js';

/** How somebody took part; absent is said on purpose, nothing said is null. */
export const presences = ['on_site', 'online', 'absent'] as const;
export type Presence = (typeof presences)[number];

/** As stored. */
export interface Stored {
  isPresent: boolean;
  mode: AttendanceMode | null;
}

export const storedOf = (presence: Presence): Stored =>
  presence === 'absent' ? { isPresent: false, mode: null } : { isPresent: true, mode: presence };

/** @param isPresent null: nothing is stored */
export function presenceOf(isPresent: number | boolean | null, mode: AttendanceMode | null): Presence | null {
  if (isPresent === null) return null;
  if (!isPresent) return 'absent';
  return mode ?? 'on_site';
}

interface Counted {
  stateCode: string | null;
  presence: Presence | null;
}

export interface Counts {
  onSite: number;
  online: number;
  absent: number;
  /** Nothing said yet. */
  open: number;
  present: number;
  /** States with at least one person present. */
  states: number;
}

export function countsOf(rows: readonly Counted[]): Counts {
  const number = (presence: Presence | null) => rows.filter((row) => row.presence === presence).length;
  const [onSite, online] = [number('on_site'), number('online')];
  const here = rows.filter((row) => row.stateCode && row.presence !== null && row.presence !== 'absent');
  return {
    onSite,
    online,
    absent: number('absent'),
    open: number(null),
    present: onSite + online,
    states: new Set(here.map((row) => row.stateCode)).size,
  };
}

/** Rows by State in the order given, those without one last. */
export function byState<R extends { stateCode: string | null }>(
  rows: readonly R[],
  order: readonly string[],
): { stateCode: string | null; rows: R[] }[] {
  const codes = [...order.filter((code) => rows.some((row) => row.stateCode === code)), null];
  return codes
    .map((stateCode) => ({ stateCode, rows: rows.filter((row) => row.stateCode === stateCode) }))
    .filter((group) => group.rows.length > 0);
}
