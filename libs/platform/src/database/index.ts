import sql, { type Sql } from 'sql-template-tag';
import { v7 } from 'uuid';

export * from './bulk.js';
export * from './columns.js';
export * from './db.js';
export * from './faults.js';
export * from './prepared.js';
export * from './settings.js';
export { default as sql, empty, join, raw, Sql } from 'sql-template-tag';

/** A new id (UUID version 7, RFC 9562): sorts by time of creation. */
export const newId = (): string => v7();

/** One of many conditions holds. In halves of halves, because SQLite takes a chain of OR only to a depth of 1000. */
export function anyOf(conditions: readonly Sql[]): Sql {
  if (conditions.length < 2) return conditions[0] ?? sql`1 = 0`;
  const half = conditions.length >> 1;
  return sql`(${anyOf(conditions.slice(0, half))} OR ${anyOf(conditions.slice(half))})`;
}

/** JSON columns come as text from SQLite and MariaDB rows, as objects from entities. */
export const fromJson = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;
