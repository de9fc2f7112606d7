import { Injectable } from '@nestjs/common';
import { holdings, Person, type Holding } from '@samrad/network';
import { Db } from '@samrad/platform/database';
import type { EntityMetadata } from 'typeorm';

/** A table that holds persons, as the register of holdings names it. */
export interface HeldTable {
  table: string;
  /** Column with the person's id. */
  column: string;
  holding: Holding;
  /** All columns: property → name in the database. */
  columns: Record<string, string>;
  key: string[];
  /** Property → the table that it names a row of. */
  references: Record<string, string>;
  /** Column with the hash of a personal link; null: none. */
  linkHash: string | null;
  /** Column that copies the person's `sortName`. */
  sortName: string | null;
}

/** A table with texts. */
export interface TextTable {
  table: string;
  key: string[];
  texts: string[];
}

/** Longer than any code, day or id. */
const wordy = 37;

/** Where the database holds persons and texts: from the entities, so that nothing is forgotten. */
@Injectable()
export class HeldTables {
  constructor(private readonly db: Db) {}

  /** Every column that holds a person. */
  all(): HeldTable[] {
    const registered = holdings()
      .filter(({ of }) => of === 'person')
      .flatMap(({ entity, property, holding }) => {
        const about = this.entities().find(({ target }) => target === entity);
        return about ? [heldTable(about, property, holding)] : [];
      });
    const known = new Set(registered.map(placeOf));
    return [...registered, ...this.keyed().filter((held) => !known.has(placeOf(held)))];
  }

  /** Columns with a foreign key to persons, whether their context said so or not. */
  private keyed(): HeldTable[] {
    return this.entities().flatMap((about) =>
      about.foreignKeys
        .filter(({ referencedEntityMetadata }) => referencedEntityMetadata.target === Person)
        .map(({ columns }) => heldTable(about, columns[0]!.propertyName, { counted: 'others' })),
    );
  }

  /** Every table with columns for texts. */
  withTexts(): TextTable[] {
    return this.entities().map((about) => ({
      table: about.tableName,
      key: about.primaryColumns.map(({ databaseName }) => databaseName),
      texts: about.columns.filter(isText).map(({ databaseName }) => databaseName),
    }));
  }

  private entities(): EntityMetadata[] {
    return this.db.source.entityMetadatas;
  }
}

const placeOf = ({ table, column }: HeldTable): string => `${table}.${column}`;

function heldTable(about: EntityMetadata, property: string, holding: Holding): HeldTable {
  const nameOf = (name: string) => about.findColumnWithPropertyName(name)?.databaseName ?? null;
  const real = about.columns.filter(({ isVirtual }) => !isVirtual);
  return {
    table: about.tableName,
    column: nameOf(property)!,
    holding,
    columns: Object.fromEntries(real.map(({ propertyName, databaseName }) => [propertyName, databaseName])),
    key: about.primaryColumns.map(({ databaseName }) => databaseName),
    references: Object.fromEntries(
      about.foreignKeys.map(({ columns, referencedEntityMetadata: { tableName } }) => [
        columns[0]!.propertyName,
        tableName,
      ]),
    ),
    linkHash: nameOf('linkHash'),
    sortName: holding.sortName ? nameOf(holding.sortName) : null,
  };
}

function isText({ type, length, isPrimary }: EntityMetadata['columns'][number]): boolean {
  if (isPrimary) return false;
  if (['text', 'mediumtext', 'json', 'simple-json'].includes(String(type))) return true;
  return String(type) === 'varchar' && Number(length) >= wordy && Number(length) !== 64;
}
