// The only thing migrations import: dialect-neutral column and table builders.
import { Table, TableForeignKey, TableIndex, type QueryRunner, type TableColumnOptions } from 'typeorm';

type More = Partial<TableColumnOptions>;

export const isMaria = (q: QueryRunner): boolean => q.connection.options.type === 'mariadb';

export const id = (name = 'id'): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '36',
  isPrimary: name === 'id',
});
export const ref = (name: string, more: More = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '36',
  ...more,
});
export const varchar = (name: string, length: number, more: More = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...more,
});
export const code = (name: string, more: More = {}) => varchar(name, 32, more);
export const line = (name: string, more: More = {}) => varchar(name, 200, more);
export const instant = (name: string, more: More = {}) => varchar(name, 24, more);
export const day = (name: string, more: More = {}) => varchar(name, 10, more);
export const text = (name: string, more: More = {}): TableColumnOptions => ({ name, type: 'text', ...more });
export const int = (name: string, more: More = {}): TableColumnOptions => ({ name, type: 'int', ...more });
export const flag = (name: string, more: More = {}): TableColumnOptions => ({
  name,
  type: 'boolean',
  default: '0',
  ...more,
});
export const json = (name: string, more: More = {}): TableColumnOptions => ({ name, type: 'json', ...more });
export const version = (): TableColumnOptions => ({ name: 'version', type: 'int', default: '1' });
export const optional: More = { isNullable: true };

export interface TableExtras {
  /** Column lists; a list named in `unique` becomes a unique index. */
  unique?: Record<string, string[]>;
  indices?: Record<string, string[]>;
  /** `column → table`, or `column → table(column)`; on delete: restrict unless told. */
  foreignKeys?: Record<string, { table: string; column?: string; onDelete?: 'CASCADE' | 'SET NULL' }>;
  /** Name → SQL condition. */
  checks?: Record<string, string>;
}

/** Creates a table with named constraints: `uq_`, `ix_`, `fk_<table>_<column>`, `ck_`. */
export async function createTable(
  q: QueryRunner,
  name: string,
  columns: TableColumnOptions[],
  extras: TableExtras = {},
) {
  const { checks = {}, foreignKeys = {}, indices = {}, unique = {} } = extras;
  const maria = isMaria(q);
  const table = new Table({
    name,
    columns: columns.map(maria ? longText : plainInteger),
    engine: maria ? 'InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci' : undefined,
    indices: [
      ...Object.entries(indices).map(([key, columnNames]) => new TableIndex({ name: key, columnNames })),
      ...Object.entries(unique).map(([key, columnNames]) => new TableIndex({ name: key, columnNames, isUnique: true })),
    ],
    foreignKeys: Object.entries(foreignKeys).map(([column, target]) => foreignKey(name, column, target)),
    checks: maria ? [] : Object.entries(checks).map(([key, expression]) => ({ name: key, expression })),
  });
  await q.createTable(table);
  if (!maria) return;
  for (const [key, expression] of Object.entries(checks)) {
    await q.query(`ALTER TABLE \`${name}\` ADD CONSTRAINT \`${key}\` CHECK (${expression})`);
  }
}

/** `text` holds 64 kB on MariaDB; the product's texts may be longer. */
const longText = (column: TableColumnOptions): TableColumnOptions =>
  column.type === 'text' ? { ...column, type: 'mediumtext' } : column;

/** SQLite numbers rows only in a column of exactly this type. */
const plainInteger = (column: TableColumnOptions): TableColumnOptions =>
  column.type === 'int' ? { ...column, type: 'integer' } : column;

function foreignKey(name: string, column: string, target: { table: string; column?: string; onDelete?: string }) {
  return new TableForeignKey({
    name: `fk_${name}_${column}`,
    columnNames: [column],
    referencedTableName: target.table,
    referencedColumnNames: [target.column ?? 'id'],
    onDelete: target.onDelete ?? 'NO ACTION',
    onUpdate: 'NO ACTION',
  });
}

/** `status IN ('draft','called')` for a check constraint. */
export const oneOf = (column: string, values: readonly string[]): string =>
  `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`;

export async function dropTables(q: QueryRunner, ...names: string[]): Promise<void> {
  for (const name of names) await q.dropTable(name);
}

/** Adds columns to a table that exists: nothing is copied, so no foreign key can cascade. */
export async function addColumns(q: QueryRunner, table: string, columns: TableColumnOptions[]): Promise<void> {
  for (const column of columns) await q.query(`ALTER TABLE ${table} ADD COLUMN ${definitionOf(column, isMaria(q))}`);
}

export async function dropColumns(q: QueryRunner, table: string, ...names: string[]): Promise<void> {
  for (const name of names) await q.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
}

function definitionOf(column: TableColumnOptions, maria: boolean): string {
  const { name, type, length, isNullable } = maria ? longText(column) : plainInteger(column);
  const size = length ? `(${length})` : '';
  const initial = column.default === undefined ? '' : ` DEFAULT ${String(column.default)}`;
  return `${name} ${type}${size} ${isNullable ? 'NULL' : 'NOT NULL'}${initial}`;
}
