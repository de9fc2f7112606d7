import { Injectable } from '@nestjs/common';
import { Db } from '@samrad/platform/database';
import { holdings, type Holding } from '@samrad/network';
import type { EntityMetadata } from 'typeorm';

/** A column that names a row of another table. */
export interface Reference {
  table: string;
  column: string;
}

/** A row as the driver gives it, by column. */
export type Row = Record<string, unknown>;

/** Which tables refer to which, from the entities: a reference is followed whether its context said so or not. */
@Injectable()
export class TableGraph {
  private readonly tables: Map<string, EntityMetadata>;
  private readonly held = new Map<string, Holding>();
  private readonly holders = new Map<string, Reference[]>();

  constructor(db: Db) {
    this.tables = new Map(db.source.entityMetadatas.map((one) => [one.tableName, one]));
    for (const { entity, property, of, holding } of holdings()) {
      const about = db.source.entityMetadatas.find(({ target }) => target === entity);
      if (!about) continue;
      const reference = { table: about.tableName, column: columnOf(about, property) };
      this.held.set(nameOf(reference), holding);
      this.holders.set(of, [...(this.holders.get(of) ?? []), reference]);
    }
  }

  /** Columns of the key, in order. */
  keyOf(table: string): string[] {
    return this.about(table).primaryColumns.map(({ databaseName }) => databaseName);
  }

  columnsOf(table: string): string[] {
    return this.about(table)
      .columns.filter(({ isVirtual }) => !isVirtual)
      .map(({ databaseName }) => databaseName);
  }

  /** Every column that names a row of `table`, registered or with a foreign key. */
  referringTo(table: string): Reference[] {
    const keyed = [...this.tables.values()].flatMap((one) =>
      one.foreignKeys
        .filter(({ referencedEntityMetadata }) => referencedEntityMetadata.tableName === table)
        .map(({ columns }) => ({ table: one.tableName, column: columns[0]!.databaseName })),
    );
    const known = new Set(keyed.map(nameOf));
    return [...keyed, ...(this.holders.get(table) ?? []).filter((one) => !known.has(nameOf(one)))];
  }

  holdingOf(reference: Reference): Holding | undefined {
    return this.held.get(nameOf(reference));
  }

  /** Column lists of which no two rows may agree, the key and what the holding says among them. */
  uniqueKeysOf(reference: Reference): string[][] {
    const about = this.about(reference.table);
    const unique = about.indices.filter(({ isUnique }) => isUnique).map(({ columns }) => columns);
    const lists = [about.primaryColumns, ...unique].map((columns) => columns.map(({ databaseName }) => databaseName));
    const once = this.holdingOf(reference)?.once;
    return once ? [...lists, this.columns(reference.table, once)] : lists;
  }

  columns(table: string, properties: readonly string[]): string[] {
    return properties.map((property) => columnOf(this.about(table), property));
  }

  /** The row by property names. */
  byProperty(table: string, row: Row): Record<string, unknown> {
    const { columns } = this.about(table);
    return Object.fromEntries(
      columns.map(({ propertyName, databaseName }) => [propertyName, row[databaseName] ?? null]),
    );
  }

  private about(table: string): EntityMetadata {
    return this.tables.get(table)!;
  }
}

export const nameOf = ({ table, column }: Reference): string => `${table}.${column}`;

const columnOf = (about: EntityMetadata, property: string): string =>
  about.findColumnWithPropertyName(property)!.databaseName;
