import { Injectable } from '@nestjs/common';
import { Db } from '@samrad/platform/database';
import type { Row } from './table-graph.js';

/** Rows of any table, by conditions on columns. Names come from the entities, never from outside. */
@Injectable()
export class RawRows {
  constructor(private readonly db: Db) {}

  async where(table: string, condition: Row, order: readonly string[] = []): Promise<Row[]> {
    const { text, values } = where(condition);
    const sorted = order.length ? ` ORDER BY ${order.map(quoted).join(', ')}` : '';
    const rows = await this.db.rows<Row>({ sql: `SELECT * FROM ${quoted(table)} WHERE ${text}${sorted}`, values });
    return rows.map(plainRow);
  }

  async one(table: string, key: Row): Promise<Row | undefined> {
    return (await this.where(table, key))[0];
  }

  /** The row as it is now; nobody else changes it until the transaction ends. */
  async held(table: string, key: Row): Promise<Row | undefined> {
    const { text, values } = where(key);
    const [row] = await this.db.hold<Row>({ sql: `SELECT * FROM ${quoted(table)} WHERE ${text}`, values });
    return row && plainRow(row);
  }

  insert(table: string, row: Row): Promise<number> {
    const columns = Object.keys(row);
    const marks = columns.map(() => '?').join(', ');
    const text = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES (${marks})`;
    return this.db.run({ sql: text, values: Object.values(row) });
  }

  update(table: string, key: Row, patch: Row): Promise<number> {
    const { text, values } = where(key);
    const sets = Object.keys(patch).map((column) => `${quoted(column)} = ?`);
    const statement = `UPDATE ${quoted(table)} SET ${sets.join(', ')} WHERE ${text}`;
    return this.db.run({ sql: statement, values: [...Object.values(patch), ...values] });
  }

  remove(table: string, key: Row): Promise<number> {
    const { text, values } = where(key);
    return this.db.run({ sql: `DELETE FROM ${quoted(table)} WHERE ${text}`, values });
  }
}

const quoted = (name: string): string => `\`${name}\``;

const where = (condition: Row) => ({
  text: Object.keys(condition)
    .map((column) => `${quoted(column)} = ?`)
    .join(' AND '),
  values: Object.values(condition),
});

/** Structured values as text, so that a row can be written as it was read. */
const plainRow = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  );
