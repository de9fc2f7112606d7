import { addMinutes, minutesBetween } from '@samrad/platform/pure';
import type { MeetingStatus } from '../meeting/meeting.entity.js';
import type { AgendaLine, AgendaSnapshot } from './agenda.types.js';
import type { SessionAccess } from './session/session.types.js';

export type Unplaced = Omit<AgendaLine, 'number' | 'start' | 'end'>;

/** While this holds the organisers may work on the agenda. */
export const isAgendaOpen = (status: MeetingStatus): boolean =>
  ['draft', 'called', 'postponed', 'held'].includes(status);

/** Breaks and buffers carry no number and are not minuted. */
export const isNumbered = ({ type }: Pick<AgendaLine, 'type'>): boolean => type !== 'break' && type !== 'buffer';

/**
 * Clock times and numbers. An item begins when the one before it ends; groups of a session that follow each other begin
 * together, and what comes after them begins when the last one ends. Buffers give of their time, the last one first, when
 * the items would take longer than the room is there.
 */
export function placed(startWall: string, items: readonly Unplaced[], endWall?: string): AgendaLine[] {
  const over = endWall ? Math.max(0, lengthOf(items, planned(items)) - minutesBetween(startWall, endWall)) : 0;
  const minutes = shortened(items, over);
  const numbers = numbered(items);
  return spans(items, minutes).map(([from, to], at) => ({
    ...items[at]!,
    number: numbers[at]!,
    start: addMinutes(startWall, from),
    end: addMinutes(startWall, to),
  }));
}

const planned = (items: readonly Unplaced[]): number[] => items.map(({ minutes }) => minutes);

const lengthOf = (items: readonly Unplaced[], minutes: readonly number[]): number =>
  Math.max(0, ...spans(items, minutes).map(([, to]) => to));

function shortened(items: readonly Unplaced[], over: number): number[] {
  const minutes = planned(items);
  let rest = over;
  for (let at = items.length - 1; at >= 0 && rest > 0; at -= 1) {
    const { type, group } = items[at]!;
    if (type !== 'buffer' || group) continue;
    const given = Math.min(rest, minutes[at]!);
    minutes[at]! -= given;
    rest -= given;
  }
  return minutes;
}

/** Begin and end of each item, in minutes from the start. */
function spans(items: readonly Unplaced[], minutes: readonly number[]): [number, number][] {
  let now = 0;
  let opened = 0;
  const clocks = new Map<string, number>();
  return items.map(({ session, group }, at) => {
    const before = items[at - 1];
    const goesOn = group && before?.group && before.session?.id === session?.id;
    if (!goesOn) {
      clocks.clear();
      opened = now;
    }
    const from = group ? (clocks.get(group.id) ?? opened) : now;
    const to = from + minutes[at]!;
    if (group) clocks.set(group.id, to);
    now = Math.max(now, to);
    return [from, to];
  });
}

/** Closed sessions are numbered on their own: so nobody's numbers have gaps, and an item has one number for everybody. */
const letters: Record<SessionAccess, string> = { open: '', invited: 'P', commission: 'C', states: 'S' };

function numbered(items: readonly Unplaced[]): (string | null)[] {
  const counts = new Map<string, number>();
  let main: { number: string; session: string | undefined; subs: number } | null = null;
  return items.map((item) => {
    if (!isNumbered(item)) return null;
    const session = item.session?.id;
    if (item.isSub && main?.session === session && main) return `${main.number}.${++main.subs}`;
    const letter = letters[item.session?.access ?? 'open'];
    const count = (counts.get(letter) ?? 0) + 1;
    counts.set(letter, count);
    main = { number: `${letter}${count}`, session, subs: 0 };
    return main.number;
  });
}

/** How the items fill the time of the room, in minutes. */
export interface Fit {
  used: number;
  planned: number;
  /** Time left; 0 when there is none. */
  left: number;
  /** Time too much; 0 when it fits. */
  over: number;
  /** What the buffers gave. */
  absorbed: number;
}

export function fitOf(startWall: string, endWall: string, lines: readonly AgendaLine[]): Fit {
  const room = minutesBetween(startWall, endWall);
  const used = Math.max(0, ...lines.map(({ end }) => minutesBetween(startWall, end)));
  const absorbed = lines.reduce((sum, { start, end, minutes }) => sum + minutes - minutesBetween(start, end), 0);
  return { used, planned: room, left: Math.max(0, room - used), over: Math.max(0, used - room), absorbed };
}

/** Moves one id a place up or down; the same order when it is at the end already. */
export function movedBy(ids: readonly string[], id: string, direction: 'up' | 'down'): string[] {
  const from = ids.indexOf(id);
  const to = from + (direction === 'up' ? -1 : 1);
  const order = [...ids];
  if (from < 0 || to < 0 || to >= ids.length) return order;
  [order[from], order[to]] = [order[to]!, order[from]!];
  return order;
}

interface Belonging {
  sessionId: string | null;
  groupId: string | null;
  carried?: AgendaLine['carried'];
}

/**
 * Where a new item goes: behind the last one of its group or session; what comes by itself behind the last one that came
 * so; otherwise to the end.
 */
export function placeFor(items: readonly Belonging[], { sessionId, groupId, carried = null }: Belonging): number {
  if (carried) return items.findLastIndex((item) => item.carried) + 1 || items.length;
  if (!sessionId) return items.length;
  const inGroup = groupId ? items.findLastIndex((item) => item.groupId === groupId) : -1;
  const last = inGroup >= 0 ? inGroup : items.findLastIndex((item) => item.sessionId === sessionId);
  return last >= 0 ? last + 1 : items.length;
}

/** An agenda that somebody begins: what came by itself before stands behind the first of the new items. */
export const begun = (before: readonly string[], added: readonly string[]): string[] => [
  ...added.slice(0, 1),
  ...before,
  ...added.slice(1),
];

/** True when both name the same items, in whatever order, each once. */
export const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set(a).size === a.length && a.every((id) => b.includes(id));

/** The same agenda when the meeting begins at another time: every clock time follows, the order and lengths stay. */
export function movedTo(startWall: string, snapshot: AgendaSnapshot): AgendaSnapshot {
  const minutes = minutesBetween(snapshot.startWall, startWall);
  if (minutes === 0) return snapshot;
  const moved = (wall: string) => addMinutes(wall, minutes);
  const items = snapshot.items.map((item) => ({ ...item, start: moved(item.start), end: moved(item.end) }));
  return { ...snapshot, startWall, endWall: moved(snapshot.endWall), items };
}
