import { addMinutes, minutesBetween } from '@samrad/platform/pure';
import type { MeetingStatus } from '../meeting/meeting.entity.js';
import type { AgendaChange, AgendaLine, AgendaSnapshot, Presenter } from './agenda.types.js';

export type Unplaced = Omit<AgendaLine, 'number' | 'start' | 'end'>;

/** While this holds the organisers may work on the agenda. */
export const isAgendaOpen = (status: MeetingStatus): boolean =>
  ['draft', 'called', 'postponed', 'held'].includes(status);

/** Clock times follow from the start and the lengths before; breaks carry no number. */
export function placed(startWall: string, items: readonly Unplaced[]): AgendaLine[] {
  let start = startWall;
  let number = 0;
  return items.map((item) => {
    const end = addMinutes(start, item.minutes);
    const line = { ...item, number: item.type === 'break' ? null : ++number, start, end };
    start = end;
    return line;
  });
}

/** How the items fill the time of the meeting, in minutes. */
export interface Fit {
  used: number;
  planned: number;
  /** Time left; 0 when there is none. */
  left: number;
  /** Time too much; 0 when it fits. */
  over: number;
}

export function fitOf(startWall: string, endWall: string, items: readonly { minutes: number }[]): Fit {
  const planned = minutesBetween(startWall, endWall);
  const used = items.reduce((sum, item) => sum + item.minutes, 0);
  return { used, planned, left: Math.max(0, planned - used), over: Math.max(0, used - planned) };
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

/** True when both name the same items, in whatever order, each once. */
export const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set(a).size === a.length && a.every((id) => b.includes(id));

/**
 * What readers of the version before need to know, in the order of the new agenda; then removed items; then in one line
 * how many items only have another clock time because of the others.
 */
export function changesBetween(before: AgendaSnapshot, after: AgendaSnapshot): AgendaChange[] {
  const old = new Map(before.items.map((item) => [item.id, item]));
  const kept = after.items.filter(({ id }) => old.has(id));
  const isInPlace = inPlace(before.items, kept);
  const whole = minutesBetween(before.startWall, after.startWall);
  const shifted = kept.filter(({ id, start }) => minutesBetween(old.get(id)!.start, start) !== whole);
  return [
    ...beginning(before, after),
    ...after.items.flatMap((item) => changesOf(old.get(item.id), item, shifted.includes(item) && !isInPlace(item.id))),
    ...before.items
      .filter(({ id }) => !kept.some((item) => item.id === id))
      .map((item): AgendaChange => ({ kind: 'removed', title: item.title, number: null })),
    ...slides(shifted.filter(({ id }) => isInPlace(id)).length),
  ];
}

function beginning(before: AgendaSnapshot, after: AgendaSnapshot): AgendaChange[] {
  const [from, to] = [before.startWall.slice(0, 10), after.startWall.slice(0, 10)];
  const about = { title: '', number: null };
  const day: AgendaChange[] = from === to ? [] : [{ kind: 'day', ...about, from, to }];
  const [early, late] = [clock(before.startWall), clock(after.startWall)];
  return early === late ? day : [...day, { kind: 'start', ...about, from: early, to: late }];
}

function slides(count: number): AgendaChange[] {
  return count === 0 ? [] : [{ kind: 'slid', title: '', number: null, to: String(count) }];
}

/** Tells of the kept items which ones still follow each other as before: the most that do; the others were moved. */
function inPlace(before: readonly AgendaLine[], kept: readonly AgendaLine[]): (id: string) => boolean {
  const chains: string[][] = [];
  const places = kept.map(({ id }) => before.findIndex((item) => item.id === id));
  kept.forEach(({ id }, at) => {
    const earlier = chains.filter((_, other) => places[other]! < places[at]!);
    const longest = earlier.reduce<string[]>((best, chain) => (chain.length > best.length ? chain : best), []);
    chains.push([...longest, id]);
  });
  const still = chains.reduce<string[]>((best, chain) => (chain.length > best.length ? chain : best), []);
  return (id) => still.includes(id);
}

function changesOf(before: AgendaLine | undefined, { title, number, ...after }: AgendaLine, isMoved: boolean) {
  const about = { title, number };
  const changes: AgendaChange[] = [];
  if (!before) return [{ kind: 'new' as const, ...about, to: clock(after.start) }];
  if (before.title !== title) changes.push({ kind: 'renamed', ...about, from: before.title, to: title });
  if (before.type !== after.type) changes.push({ kind: 'type', ...about, from: before.type, to: after.type });
  if (isMoved) changes.push({ kind: 'moved', ...about, from: clock(before.start), to: clock(after.start) });
  if (before.minutes !== after.minutes)
    changes.push({ kind: 'length', ...about, from: String(before.minutes), to: String(after.minutes) });
  if (key(before.presenters) !== key(after.presenters))
    changes.push({ kind: 'presenter', ...about, presenters: after.presenters });
  return changes;
}

const clock = (wall: string) => wall.slice(11, 16);
const key = (presenters: readonly Presenter[]) =>
  presenters.map(({ personId, stateCode }) => personId ?? stateCode).join();
