import type { ProgressFilter } from '../progress/progress.dto.js';

type Field = keyof ProgressFilter;

const unset = { q: '', mine: false } as const;
const none = (field: Field) => unset[field as keyof typeof unset] ?? null;

/** A filter without what a figure counts by itself: a tile its State, a number above the list its status. */
export function without(filter: ProgressFilter, fields: readonly Field[]): ProgressFilter {
  return { ...filter, ...Object.fromEntries(fields.map((field) => [field, none(field)])) };
}

/** Whether anything is left of a filter. */
export const isNarrow = (filter: ProgressFilter): boolean => Object.values(filter).some(Boolean);

/** Only what belongs to the filter, of a page's whole query. */
export function filterOf(query: ProgressFilter): ProgressFilter {
  const { q, state, status, due, dueFrom, dueTo, meeting, topic, priority, organisation, person, mine } = query;
  return { q, state, status, due, dueFrom, dueTo, meeting, topic, priority, organisation, person, mine };
}

/** The page of a link with other values for some fields; the rest of the query goes along, but the number of the page. */
export function hrefWith(path: string, url: string, set: Record<string, string | null>): string {
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  query.delete('page');
  for (const [name, value] of Object.entries(set)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return query.size ? `${path}?${query}` : path;
}
