import { minutesBetween } from '@samrad/platform/pure';
import type { AgendaChange, AgendaLine, AgendaSnapshot, Presenter } from '../agenda.types.js';

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
    ...headings(before.items, after.items),
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

/** Sessions and groups that both versions have. */
function headings(before: readonly AgendaLine[], after: readonly AgendaLine[]): AgendaChange[] {
  const sessions = pairs(before, after, ({ session }) => session).flatMap(([was, is]) => {
    const about = { title: is.title, number: null };
    return [
      ...differs('sessionRenamed', about, [was.title, is.title]),
      ...differs('access', about, [was.access, is.access]),
      ...differs('attribution', about, [was.attribution, is.attribution]),
    ];
  });
  const groups = pairs(before, after, ({ group }) => group).flatMap(([was, is]) => {
    const about = { title: is.name, number: null };
    return [
      ...differs('groupRenamed', about, [was.name, is.name]),
      ...differs('room', about, [was.room ?? '–', is.room ?? '–']),
      ...differs('chair', about, [was.chair ?? '–', is.chair ?? '–']),
    ];
  });
  return [...sessions, ...groups];
}

function pairs<T extends { id: string }>(
  before: readonly AgendaLine[],
  after: readonly AgendaLine[],
  of: (line: AgendaLine) => T | null,
): [T, T][] {
  const byId = (lines: readonly AgendaLine[]) =>
    new Map(lines.flatMap((line) => (of(line) ? [[of(line)!.id, of(line)!] as const] : [])));
  const old = byId(before);
  return [...byId(after)].flatMap(([id, is]) => (old.has(id) ? [[old.get(id)!, is] as [T, T]] : []));
}

type About = Pick<AgendaChange, 'title' | 'number'>;

const differs = (kind: AgendaChange['kind'], about: About, [from, to]: [string, string]): AgendaChange[] =>
  from === to ? [] : [{ kind, ...about, from, to }];

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

function changesOf(before: AgendaLine | undefined, after: AgendaLine, isMoved: boolean): AgendaChange[] {
  const { title, number } = after;
  const about = { title, number };
  if (!before) return [{ kind: 'new', ...about, to: clock(after.start) }];
  const presented: AgendaChange[] =
    key(before.presenters) === key(after.presenters)
      ? []
      : [{ kind: 'presenter', ...about, presenters: after.presenters }];
  return [
    ...differs('renamed', about, [before.title, title]),
    ...differs('type', about, [before.type, after.type]),
    ...belonging(before, after, about),
    ...(isMoved ? differs('moved', about, [clock(before.start), clock(after.start)]) : []),
    ...differs('length', about, [String(before.minutes), String(after.minutes)]),
    ...presented,
  ];
}

function belonging(before: AgendaLine, after: AgendaLine, about: About): AgendaChange[] {
  return [
    ...sessionOf(before, after, about),
    ...groupOf(before, after, about),
    ...(before.isSub === after.isSub ? [] : [{ kind: after.isSub ? ('sub' as const) : ('main' as const), ...about }]),
  ];
}

function sessionOf({ session: was }: AgendaLine, { session: is }: AgendaLine, about: About): AgendaChange[] {
  if (was?.id === is?.id) return [];
  return [is ? { kind: 'into', ...about, to: is.title } : { kind: 'outOf', ...about, from: was!.title }];
}

function groupOf({ group: was }: AgendaLine, { group: is }: AgendaLine, about: About): AgendaChange[] {
  if (was?.id === is?.id) return [];
  return [is ? { kind: 'group', ...about, to: is.name } : { kind: 'noGroup', ...about, from: was!.name }];
}

const clock = (wall: string) => wall.slice(11, 16);
const key = (presenters: readonly Presenter[]) =>
  presenters.map(({ personId, stateCode }) => personId ?? stateCode).join();
