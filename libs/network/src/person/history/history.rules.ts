/** One field of a record, as it was and as it is. */
export interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

/** What an event of the register tells beside its kind. */
export interface Facts {
  fields: string[];
  changes: Change[];
  why?: string;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** In which fields two records differ, in the order of the second, and how; what the second leaves undefined stays. @param why as somebody typed it; blank: none */
export function changesOf(before: object, after: object, why?: string | null): Facts {
  const old = before as Record<string, unknown>;
  const changes = Object.entries(after)
    .filter(([field, value]) => value !== undefined && !same(value, old[field]))
    .map(([field, value]) => ({ field, from: old[field] ?? null, to: (value as unknown) ?? null }));
  return { fields: changes.map(({ field }) => field), changes, ...(why && { why }) };
}

/** Fields of a list, e.g. topics: what came and what went. */
export function comings(from: readonly string[], to: readonly string[]): { added: string[]; removed: string[] } {
  return { added: to.filter((one) => !from.includes(one)), removed: from.filter((one) => !to.includes(one)) };
}
