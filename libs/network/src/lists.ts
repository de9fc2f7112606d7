import type { ZodObject, ZodType, z } from 'zod';
import { pageSize, type PageOf } from '@samrad/platform/views';

/** How deep one may page, in rows: narrowing the filter is better than paging further. */
const deepest = 10_000;

/** A page's query as its schema reads it; what cannot be read is left out, so that an old link still opens. */
export function tolerant<S extends ZodObject>(schema: S, query: Record<string, unknown>): z.infer<S> {
  const first = schema.safeParse(query);
  if (first.success) return first.data;
  const wrong = new Set(first.error.issues.map(({ path }) => String(path[0])));
  const right = Object.entries(query).filter(([name]) => !wrong.has(name));
  const halves = [...wrong].flatMap((name) =>
    understoodOf(schema.shape[name] as ZodType | undefined, name, query[name]),
  );
  return schema.parse(Object.fromEntries([...right, ...halves]));
}

/** Of several values those that are understood, where the field takes several. */
function understoodOf(field: ZodType | undefined, name: string, value: unknown): [string, unknown][] {
  if (!field || !Array.isArray(value)) return [];
  const good = value.filter((one) => field.safeParse(one).success);
  return good.length && field.safeParse(good).success ? [[name, good]] : [];
}

/** A filter as pairs, for hidden fields and addresses; several values of one name are several pairs. */
export const pairsOf = (filter: object): { name: string; value: string }[] =>
  Object.entries(filter).flatMap(([name, values]) =>
    [values].flat().flatMap((value: unknown) => (typeof value === 'string' && value ? [{ name, value }] : [])),
  );

/** The filter without one of its pairs. */
export function without<F extends object>(filter: F, { name, value }: { name: string; value: string }): F {
  const values: unknown = filter[name as keyof F];
  const rest = Array.isArray(values) ? values.filter((one) => one !== value) : [];
  return { ...filter, [name]: rest.length ? rest : undefined };
}

/** The same behind the question mark of an address. */
export const queryOf = (filter: object): string =>
  new URLSearchParams(pairsOf(filter).map(({ name, value }): [string, string] => [name, value])).toString();

/** The page asked for, within the depth; behind the last one it is the last. @param count of all rows, where it is known */
export function placeOf(
  { page, per }: { page?: unknown; per?: unknown },
  count: number = deepest,
): { page: number; per: number } {
  const rows = Math.min(Math.max(Math.trunc(Number(per)) || pageSize, 1), 200);
  const last = Math.max(1, Math.min(Math.floor(deepest / rows), Math.ceil(count / rows)));
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
