import { z } from 'zod';

export const pageSize = 25;

/** Query fields of every list: `page` from 1, `per` rows a page. */
export const paging = {
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
  per: z.coerce.number().int().min(1).max(200).catch(pageSize).default(pageSize),
};

export interface PageOf<R> {
  rows: R[];
  page: number;
  per: number;
  /** True when more follow. */
  more: boolean;
  /** Counted only when asked for; null otherwise. */
  total: number | null;
}

/** Ask for `per + 1` rows; the extra one tells that more follow. */
export const pageOf = <R>(
  rows: R[],
  { page, per }: { page: number; per: number },
  total: number | null = null,
): PageOf<R> => ({
  rows: rows.slice(0, per),
  more: rows.length > per,
  page,
  per,
  total,
});

/** Links for the pagination partial, keeping the other query fields. */
export function pageLinks(url: string, { page, per, more, total }: PageOf<unknown>) {
  const [path, query = ''] = url.split('?');
  const href = (n: number) => {
    const search = new URLSearchParams(query);
    search.set('page', String(n));
    return `${path}?${search}`;
  };
  const last = total === null ? page + (more ? 1 : 0) : Math.max(1, Math.ceil(total / per));
  const shown = [...new Set([1, page - 1, page, page + 1, last])].filter((n) => n >= 1 && n <= last);
  return {
    several: last > 1,
    prev: page > 1 ? href(page - 1) : null,
    next: page < last ? href(page + 1) : null,
    pages: shown.map((n, index) => ({ n, href: href(n), current: n === page, gap: n - (shown[index - 1] ?? n) > 1 })),
  };
}
