import type { ZodObject, z } from 'zod';
import { pageSize, type PageOf } from '@samrad/platform/views';

/** How deep one may page, in rows: narrowing the filter is better than paging further. */
const deepest = 10_000;

/** A page's query as its schema reads it; what cannot be read is left out, so that an old link still opens. */
export function tolerant<S extends ZodObject>(schema: S, query: Record<string, unknown>): z.infer<S> {
  const first = schema.safeParse(query);
  if (first.success) return first.data;
  const wrong = new Set(first.error.issues.map(({ path }) => String(path[0])));
  const rest = Object.fromEntries(Object.entries(query).filter(([name]) => !wrong.has(name)));
  return schema.parse(rest);
}

/** The page asked for, within the depth. */
export function placeOf({ page, per }: { page?: unknown; per?: unknown }): { page: number; per: number } {
  const rows = Math.min(Math.max(Math.trunc(Number(per)) || pageSize, 1), 200);
  const last = Math.max(1, Math.floor(deepest / rows));
  return { page: Math.min(Math.max(Math.trunc(Number(page)) || 1, 1), last), per: rows };
}

/** The same place for a checked API query. */
export const within = ({ page, per }: { page: number; per: number }) => placeOf({ page, per });

/** The query of the present page on another path, e.g. for the export. */
export const withQuery = (path: string, url: string): string => {
  const query = url.split('?')[1];
  return query ? `${path}?${query}` : path;
};

/** A list as the API answers it. */
export function answered<R, I>(page: PageOf<R>, item: (row: R) => I, total: number | null) {
  return {
    items: page.rows.map(item),
    page: page.page,
    per: page.per,
    more: page.more,
    ...(total !== null && { total }),
  };
}
