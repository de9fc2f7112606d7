import { itemTypes } from '../agenda.dto.js';
import { attributions, sessionAccesses } from '../session/session.types.js';
import type { Template } from './template.finder.js';

/** A row of the form; new ones are blank. */
interface Row {
  was: string;
  place: string;
  title: string;
  minutes: string;
  type: string;
  /** Place of its session among the rows of sessions; blank: in none. */
  session: string;
}

interface SessionRow {
  was: string;
  title: string;
  access: string;
  attribution: string;
}

const spareRows = 3;

export const valuesOf = ({ name, content: { sessions, items } }: Template): Record<string, unknown> => ({
  name,
  was: items.map((_, at) => at),
  place: items.map((_, at) => at + 1),
  title: items.map(({ title }) => title),
  minutes: items.map(({ minutes }) => minutes),
  type: items.map(({ type }) => type),
  session: items.map(({ session }) => session ?? ''),
  sessionWas: sessions.map((_, at) => at),
  sessionTitle: sessions.map(({ title }) => title),
  access: sessions.map(({ access }) => access),
  attribution: sessions.map(({ attribution }) => attribution),
});

const list = (value: unknown): string[] => [value ?? []].flat().map(String);

/** The rows as they are or were sent, and blank ones behind them. */
export function rowsOf({ was, place, title, minutes, type, session }: Record<string, unknown>): Row[] {
  const [kept, places, titles, lengths, types, sessions] = [was, place, title, minutes, type, session].map(list);
  const rows = titles!.map((words, at) => ({
    ...{ was: kept![at] ?? '', place: places![at] ?? '', title: words },
    ...{ minutes: lengths![at] ?? '', type: types![at] ?? '', session: sessions![at] ?? '' },
  }));
  const filled = rows.filter((row) => row.title !== '' || row.was !== '');
  const spare = Array.from({ length: spareRows }, (_, at) => ({
    ...{ was: '', place: String(filled.length + at + 1), title: '', minutes: '30', type: 'information', session: '' },
  }));
  return [...filled, ...spare];
}

/** The sessions as they are or were sent, and one blank row that can become a new one. */
export function sessionRowsOf({ sessionWas, sessionTitle, access, attribution }: Record<string, unknown>) {
  const [kept, titles, accesses, rules] = [sessionWas, sessionTitle, access, attribution].map(list);
  const rows = titles!.map((title, at): SessionRow => ({
    ...{ was: kept![at] ?? '', title, access: accesses![at] ?? 'open', attribution: rules![at] ?? 'attributable' },
  }));
  const hasSpare = rows.at(-1)?.was === '' && rows.at(-1)?.title === '';
  const all = hasSpare ? rows : [...rows, { was: '', title: '', access: 'open', attribution: 'attributable' }];
  return all.map((row, at) => ({
    ...row,
    number: at + 1,
    accesses: optionsOf(sessionAccesses, 'access', row.access),
    attributions: optionsOf(attributions, 'attribution', row.attribution),
  }));
}

const optionsOf = (values: readonly string[], group: string, chosen: string) =>
  values.map((value) => ({ value, key: `meetings.agenda.${group}.${value}`, isChosen: value === chosen }));

export const typeOptions = (chosen: string) => optionsOf(itemTypes, 'type', chosen);

/** Which session an item may be in; a blank row of the form is the new one. */
export const sessionOptions = (sessions: readonly { title: string; number: number }[], chosen: string) =>
  sessions.map(({ title, number }) => ({
    value: number - 1,
    title,
    number,
    isChosen: String(number - 1) === chosen,
  }));
