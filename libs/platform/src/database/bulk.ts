import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** Values in one statement: below the limits of SQLite (32,766) and of a packet of MariaDB. */
const valuesAtOnce = 8_000;

/** A statement with its values, ready to run. */
export interface Statement {
  readonly sql: string;
  readonly values: unknown[];
}

/**
 * `INSERT` statements for many rows of one table, hundreds of rows each: far faster than row by row.
 * @param table and columns as in the migration; never from outside
 * @param rows one value per column
 */
export function* bulkInserts(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Generator<Statement, void> {
  const atOnce = Math.max(1, Math.floor(valuesAtOnce / columns.length));
  const first = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
  const row = `(${columns.map(() => '?').join(', ')})`;
  for (let at = 0; at < rows.length; at += atOnce) {
    const some = rows.slice(at, at + atOnce);
    const places = `${row}, `.repeat(some.length - 1) + row;
    yield { sql: first + places, values: some.flat() };
  }
}

/** Many new ids at once, with one draw of random octets: UUID version 7 of this millisecond (RFC 9562, 5.7). */
export function newIds(count: number): string[] {
  const time = v7().slice(0, 13);
  const random = randomBytes(count * 10).toString('hex');
  return Array.from({ length: count }, (_, index) => {
    const own = random.slice(index * 20, index * 20 + 20);
    const variant = '89ab'[parseInt(own[3]!, 16) & 3];
    return `${time}-7${own.slice(0, 3)}-${variant}${own.slice(4, 7)}-${own.slice(8)}`;
  });
}
