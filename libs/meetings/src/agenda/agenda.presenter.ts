import type { I18n, Language } from '@samrad/platform/i18n';
import { formatLongDay } from '@samrad/platform/views';
import { minutesBetween } from '@samrad/platform/pure';
import { stateName } from '@samrad/network';
import type { ItemInput, Within } from './agenda.dto.js';
import type { AgendaItemType } from './agenda.entity.js';
import { isNumbered } from './agenda.rules.js';
import type { AgendaChange, AgendaLine, Presenter } from './agenda.types.js';
import type { Group, Session } from './session/session.types.js';

const colours: Record<AgendaItemType, string> = {
  information: 'neutral',
  discussion: 'info',
  decision: 'accent',
  break: 'neutral',
  buffer: 'neutral',
  other: 'neutral',
};

export interface Topics {
  [code: string]: string;
}

/** Name and place of who presents, in the reader's language. */
export function presenterView(lang: Language, { name, organisation, stateCode }: Presenter) {
  if (stateCode) return { name: stateName(stateCode, lang), sub: null, stateCode };
  return { name: name ?? '', sub: organisation, stateCode: null };
}

/** A line of the agenda as the table shows it. @param readable ids of documents that the reader may open */
export function presentLine(lang: Language, line: AgendaLine & { version?: number }, readable: ReadonlySet<string>) {
  return {
    id: line.id,
    number: line.number,
    title: line.title,
    minutes: minutesBetween(line.start, line.end),
    isSub: line.isSub,
    note: line.note,
    exemption: line.session?.exemption ?? null,
    start: line.start.slice(11),
    end: line.end.slice(11),
    isBreak: !isNumbered(line),
    topicCode: line.topicCode,
    tag: line.type === 'break' ? null : { key: `meetings.agenda.type.${line.type}`, color: colours[line.type] },
    presenters: line.presenters.map((presenter) => presenterView(lang, presenter)),
    documents: line.documents.filter(({ id }) => readable.has(id)),
  };
}

export type LineView = ReturnType<typeof presentLine> & {
  day?: string;
  topic?: string;
  /** The session or group that begins here, or goes on after something else; the title of a session that is over. */
  opens?: { session: Session | null; group: Group | null; over: string | null };
};

/**
 * Lines with a heading at the first of each day, unless all are on the day on which the meeting begins.
 * @param startWall of the meeting
 */
export function presentLines(
  lang: Language,
  lines: readonly AgendaLine[],
  { readable, topics, startWall }: { readable: ReadonlySet<string>; topics: Topics; startWall: string },
): LineView[] {
  const isElsewhen = needsDays(lines, startWall);
  return lines.map((line, index) => {
    const day = line.start.slice(0, 10);
    const begins = isElsewhen && day !== lines[index - 1]?.start.slice(0, 10);
    const opens = opening(lines[index - 1], line);
    return {
      ...presentLine(lang, line, readable),
      ...(begins && { day: formatLongDay(day, lang) }),
      ...(opens && { opens }),
      ...(line.topicCode && { topic: topics[line.topicCode] ?? line.topicCode }),
    };
  });
}

/** Somebody who sees only what is past midnight is told the day too. */
export const needsDays = (lines: readonly Pick<AgendaLine, 'start'>[], startWall: string): boolean =>
  lines.some(({ start }) => start.slice(0, 10) !== startWall.slice(0, 10));

/** The headings above a line: its session where another one or none was before, and likewise its group. */
function opening(before: AgendaLine | undefined, line: AgendaLine): LineView['opens'] {
  const session = begun(before?.session, line.session);
  const group = session ? line.group : begun(before?.group, line.group);
  const over = line.session ? null : (before?.session?.title ?? null);
  return [session, group, over].some((heading) => heading !== null) ? { session, group, over } : undefined;
}

const begun = <T extends { id: string }>(before: T | null | undefined, now: T | null): T | null =>
  now?.id === before?.id ? null : now;

/** A change as a sentence in the reader's language. */
export function changeText(i18n: I18n, lang: Language, change: AgendaChange): string {
  const { kind, title, number, from, to, presenters = [] } = change;
  const said = kind === 'presenter' && !presenters.length ? 'presenterGone' : kind;
  const item = number === null ? title : i18n.t(lang, 'meetings.agenda.change.item', { number, title });
  const names = presenters.map((presenter) => presenterView(lang, presenter).name).join(', ');
  const count = kind === 'slid' ? { count: Number(to) } : {};
  const params = { ...count, item, ...wordsOf(i18n, lang, { kind, from, to }), names };
  return i18n.t(lang, `meetings.agenda.change.${said}`, params);
}

function wordsOf(i18n: I18n, lang: Language, { kind, from, to }: Pick<AgendaChange, 'kind' | 'from' | 'to'>) {
  if (kind === 'day') return { from: formatLongDay(from!, lang), to: formatLongDay(to!, lang) };
  if (!named.has(kind)) return { from, to };
  const word = (value: string | undefined) => i18n.t(lang, `meetings.agenda.${kind}.${value}`).toLowerCase();
  return { from: word(from), to: word(to) };
}

/** Changes from one kind to another, which has a name. */
const named: ReadonlySet<AgendaChange['kind']> = new Set(['type', 'access', 'attribution']);

/** An item in the API. */
export const presentItem = ({
  id,
  type,
  number,
  title,
  minutes,
  start,
  end,
  topicCode,
  note,
  isSub,
  topicId,
  carried,
  session,
  group,
  presenters,
  documents,
}: AgendaLine) => ({
  id,
  number,
  type,
  title,
  minutes,
  start,
  end,
  topicCode,
  note,
  isSub,
  topicId,
  carried,
  session,
  group,
  presenters,
  documents,
});

/** A line as an input: for what a PATCH leaves out, and for copies. */
export const inputOf = ({ title, type, minutes, topicCode, note, isSub, topicId, ...line }: AgendaLine) =>
  ({
    ...{ title, type, minutes, topicCode, note, isSub, topicId },
    within: (line.group ? { groupId: line.group.id } : line.session && { sessionId: line.session.id }) as Within,
    presenters: line.presenters.map(({ personId, stateCode }) => (personId ? { personId } : { stateCode: stateCode! })),
  }) satisfies ItemInput;

/** Hours and minutes: `6 h 15 min`. */
export function lengthText(i18n: I18n, lang: Language, minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!hours) return i18n.t(lang, 'meetings.agenda.minutes', { count: rest });
  const key = rest ? 'meetings.agenda.hoursMinutes' : 'meetings.agenda.hours';
  return i18n.t(lang, key, { hours, minutes: rest });
}
