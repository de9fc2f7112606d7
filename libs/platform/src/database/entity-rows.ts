import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Statement } from './bulk.js';

interface StoredColumn {
  name: string;
  isJson: boolean;
  /** What the entity says for a value that is not given. */
  preset: unknown;
}

interface Table {
  name: string;
  /** By property of the entity. */
  columns: Map<string, StoredColumn>;
}

/**
 * Writes of entities as plain statements, made from the columns that the entity declares. The query builder would work
 * the same statement out anew for every row, which costs several times what the database needs for it.
 */
export class EntityRows {
  private readonly tables = new Map<unknown, Table>();

  constructor(private readonly source: DataSource) {}

  /** @param row values by property; what is not given gets the entity's default, else NULL */
  insert(entity: EntityTarget<ObjectLiteral>, row: object): Statement {
    const { name, columns } = this.table(entity);
    const given = row as Record<string, unknown>;
    demandKnown(columns, given);
    const [names, values]: [string[], unknown[]] = [[], []];
    for (const [property, column] of columns) {
      names.push(column.name);
      values.push(stored(column, given[property] === undefined ? column.preset : given[property]));
    }
    const places = names.map(() => '?').join(', ');
    return { sql: `INSERT INTO ${name} (${names.join(', ')}) VALUES (${places})`, values };
  }

  /** @param key and patch by property; what is undefined in the patch is left as it is */
  update(entity: EntityTarget<ObjectLiteral>, key: object, patch: object): Statement {
    const { name, columns } = this.table(entity);
    const [set, where] = [this.parts(columns, patch), this.parts(columns, key)];
    const texts = [set.names.join(', '), where.names.join(' AND ')];
    return { sql: `UPDATE ${name} SET ${texts[0]} WHERE ${texts[1]}`, values: [...set.values, ...where.values] };
  }

  private parts(columns: Table['columns'], given: object): { names: string[]; values: unknown[] } {
    demandKnown(columns, given);
    const entries = Object.entries(given).filter(([, value]) => value !== undefined);
    return {
      names: entries.map(([property]) => `${columns.get(property)!.name} = ?`),
      values: entries.map(([property, value]) => stored(columns.get(property)!, value)),
    };
  }

  private table(entity: EntityTarget<ObjectLiteral>): Table {
    const known = this.tables.get(entity);
    if (known) return known;
    const { tableName, columns } = this.source.getMetadata(entity);
    const own = columns.filter(({ isVirtual }) => !isVirtual);
    const table = {
      name: tableName,
      columns: new Map(own.map((column) => [column.propertyName, storedColumn(column)])),
    };
    this.tables.set(entity, table);
    return table;
  }
}

const storedColumn = (column: { databaseName: string; type: unknown; default?: unknown }): StoredColumn => ({
  name: column.databaseName,
  isJson: column.type === 'json',
  preset: column.default ?? null,
});

const stored = ({ isJson }: StoredColumn, value: unknown): unknown =>
  isJson && value !== null && value !== undefined ? JSON.stringify(value) : value;

/** A property that the entity has not would be lost without a word. */
function demandKnown(columns: Table['columns'], given: object): void {
  const unknown = Object.keys(given).filter((property) => !columns.has(property));
  if (unknown.length) throw new Error(`No column for ${unknown.join(', ')}`);
}
