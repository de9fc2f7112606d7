import { itemTypes } from '../agenda.dto.js';
import type { Template } from './template.finder.js';

/** A row of the form; new ones are blank. */
interface Row {
  was: string;
  place: string;
  title: string;
  minutes: string;
  type: string;
}

const spareRows = 3;

export const valuesOf = ({ name, content: { items } }: Template): Record<string, unknown> => ({
  name,
  was: items.map((_, at) => at),
  place: items.map((_, at) => at + 1),
  title: items.map(({ title }) => title),
  minutes: items.map(({ minutes }) => minutes),
  type: items.map(({ type }) => type),
});

/** The rows as they are or were sent, and blank ones behind them. */
export function rowsOf({ was, place, title, minutes, type }: Record<string, unknown>): Row[] {
  const list = (value: unknown) => [value ?? []].flat().map(String);
  const [kept, places, titles, lengths, types] = [was, place, title, minutes, type].map(list);
  const rows = titles!.map((words, at) => ({
    ...{ was: kept![at] ?? '', place: places![at] ?? '', title: words },
    ...{ minutes: lengths![at] ?? '', type: types![at] ?? '' },
  }));
  const filled = rows.filter((row) => row.title !== '' || row.was !== '');
  const spare = Array.from({ length: spareRows }, (_, at) => ({
    ...{ was: '', place: String(filled.length + at + 1), title: '', minutes: '30', type: 'information' },
  }));
  return [...filled, ...spare];
}

export const typeOptions = (chosen: string) =>
  itemTypes.map((value) => ({ value, key: `meetings.agenda.type.${value}`, isChosen: value === chosen }));
