import { type Db, join, type Sql } from '@samrad/platform/database';

/** Rows for many keys, asked for a thousand at a time. */
export async function inPortions<R>(db: Db, keys: readonly string[], query: (some: Sql) => Sql): Promise<R[]> {
  const rows: R[] = [];
  for (let at = 0; at < keys.length; at += 1000) {
    rows.push(...(await db.rows<R>(query(join(keys.slice(at, at + 1000))))));
  }
  return rows;
}
