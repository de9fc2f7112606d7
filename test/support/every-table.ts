// Rows in every table of the product, made from the entities: what a new context adds is there without a word here.
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { EntityMetadata } from 'typeorm';
import { newId, type Db } from '@samrad/platform/database';

type Row = Record<string, unknown>;

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every row of every table, as text, in order. @param without tables that are left out */
export async function everyRow(db: Db, without: readonly string[]): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  for (const { tableName } of db.source.entityMetadatas) {
    if (without.includes(tableName)) continue;
    const rows = await db.rows<Row>({ sql: `SELECT * FROM ${tableName}`, values: [] });
    all.set(tableName, rows.map((row) => JSON.stringify(row)).sort());
  }
  return all;
}

export class TableFiller {
  private readonly keys = new Map<string, Row[]>();
  private allowed = new Map<string, string[]>();

  constructor(
    private readonly db: Db,
    private readonly random: () => number,
    /** Columns without a foreign key that hold ids of another table, as `table.column` → table. */
    private readonly loose: ReadonlyMap<string, string>,
  ) {}

  /** @param count rows tried per table; what a key or a check refuses is left out */
  async fill(count: (table: string) => number): Promise<void> {
    this.allowed = await allowedValues(this.db);
    await this.db.tx(async () => {
      for (const about of inOrder(this.db.source.entityMetadatas)) await this.fillOne(about, count(about.tableName));
    });
  }

  private async fillOne(about: EntityMetadata, count: number): Promise<void> {
    this.keys.set(about.tableName, await this.db.rows<Row>({ sql: `SELECT * FROM ${about.tableName}`, values: [] }));
    for (let n = 0; n < count; n += 1) {
      const row = this.row(about);
      if (!row || this.isTaken(about, row)) continue;
      const columns = Object.keys(row);
      const marks = columns.map(() => '?').join(', ');
      const names = columns.map((column) => `\`${column}\``).join(', ');
      const sql = `INSERT INTO ${about.tableName} (${names}) VALUES (${marks})`;
      const isIn = await this.db.run({ sql, values: Object.values(row) }).then(
        () => true,
        () => false,
      );
      if (isIn) this.keys.get(about.tableName)!.push(row);
    }
  }

  private row(about: EntityMetadata): Row | null {
    const row: Row = {};
    for (const column of about.columns.filter(({ isVirtual }) => !isVirtual)) {
      const value = this.value(about, column);
      if (value === undefined) return null;
      row[column.databaseName] = value;
    }
    const { valid_from: from, valid_to: to } = row;
    if (typeof from === 'string' && typeof to === 'string' && from > to) [row.valid_from, row.valid_to] = [to, from];
    return row;
  }

  /** Undefined: a parent is needed and there is none. */
  private value(about: EntityMetadata, column: ColumnMetadata): unknown {
    const key = about.foreignKeys.find(({ columns }) => columns[0] === column);
    const parent =
      key?.referencedEntityMetadata.tableName ?? this.loose.get(`${about.tableName}.${column.databaseName}`);
    if (column.isNullable && this.random() < 0.25) return null;
    if (!parent) return column.isPrimary && column.length === '36' ? newId() : this.plain(about, column);
    const rows = this.keys.get(parent) ?? [];
    const referenced = key?.referencedColumns[0]?.databaseName ?? 'id';
    const chosen = rows[Math.floor(this.random() * rows.length)];
    return chosen?.[referenced] ?? (column.isNullable ? null : undefined);
  }

  private plain({ tableName }: EntityMetadata, { databaseName, type, length }: ColumnMetadata): unknown {
    const number = Math.floor(this.random() * 1_000_000);
    const words = this.allowed.get(`${tableName}.${databaseName}`);
    if (words) return words[number % words.length];
    if (type === 'boolean') return number % 2;
    if (type === 'int') return number % 1000;
    if (type === 'json') return '{}';
    if (length === '10') return `20${20 + (number % 10)}-0${1 + (number % 9)}-15`;
    if (length === '24') return new Date(1.8e12 + number * 1000).toISOString();
    return `x${number}`.slice(0, Number(length) || 20);
  }

  private isTaken(about: EntityMetadata, row: Row): boolean {
    const unique = about.indices.filter(({ isUnique }) => isUnique).map(({ columns }) => columns);
    return [about.primaryColumns, ...unique].some((columns) => {
      const names = columns.map(({ databaseName }) => databaseName);
      if (names.some((name) => row[name] === null)) return false;
      return this.keys.get(about.tableName)!.some((other) => names.every((name) => other[name] === row[name]));
    });
  }
}

/** Parents before children. */
function inOrder(all: readonly EntityMetadata[]): EntityMetadata[] {
  const done = new Set<EntityMetadata>();
  const visit = (about: EntityMetadata, path: readonly EntityMetadata[]) => {
    if (done.has(about) || path.includes(about)) return;
    for (const { referencedEntityMetadata } of about.foreignKeys) visit(referencedEntityMetadata, [...path, about]);
    done.add(about);
  };
  for (const about of all) visit(about, []);
  return [...done];
}

/** What checks allow, as `table.column` → words. */
async function allowedValues(db: Db): Promise<Map<string, string[]>> {
  const statement =
    db.dialect === 'sqlite'
      ? "SELECT name, sql AS text FROM sqlite_master WHERE type = 'table'"
      : 'SELECT table_name AS name, check_clause AS text FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()';
  const rows = await db.rows<{ name: string; text: string }>({ sql: statement, values: [] });
  const allowed = new Map<string, string[]>();
  for (const { name, text } of rows) {
    for (const [, column, list] of text.matchAll(/`?(\w+)`? in \(('[^)]*')\)/gi)) {
      allowed.set(
        `${name}.${column}`,
        [...list!.matchAll(/'([^']*)'/g)].map(([, word]) => word!),
      );
    }
  }
  return allowed;
}
