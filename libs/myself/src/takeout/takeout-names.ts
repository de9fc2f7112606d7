import { Injectable } from '@nestjs/common';
import { countryName } from '@samrad/network';
import { Db, join, raw, sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import type { HeldTable } from '../erasure/held-tables.js';

type Row = Record<string, unknown>;
type Records = Record<string, Row[]>;

/** Whose names may stand beside their ids: what is no secret and no other person's. Table → expression, and a condition. */
const nameable: Record<string, { name: (lang: Language) => string; only?: string }> = {
  organisation: { name: () => 'name' },
  network_group: { name: (lang) => `CONCAT(code, ': ', name_${lang})` },
  topic: { name: (lang) => `name_${lang}` },
  method: { name: (lang) => `name_${lang}` },
  meeting_series: { name: () => 'code' },
  meeting: { name: () => 'title', only: "status <> 'draft'" },
};
const keyOf = (table: string) => (table === 'topic' || table === 'method' ? 'code' : 'id');
const atOnce = 500;

/** Names beside the ids of a takeout: a file full of numbers tells nobody what is held of them. */
@Injectable()
export class TakeoutNames {
  constructor(private readonly db: Db) {}

  /** `groupId` gets a `group` beside it, and so on. */
  async beside(records: Records, tables: readonly HeldTable[], lang: Language): Promise<Records> {
    const named: Records = { ...records };
    for (const { table, references } of tables) {
      for (const [property, target] of Object.entries(references)) {
        if (!nameable[target]) continue;
        const rows = named[table] ?? [];
        const names = await this.names(target, valuesOf(rows, property), lang);
        named[table] = rows.map((row) => withName(row, property, names.get(String(row[property]))));
      }
    }
    return Object.fromEntries(
      Object.entries(named).map(([table, rows]) => [table, rows.map((row) => withCountry(row, lang))]),
    );
  }

  private async names(table: string, keys: string[], lang: Language): Promise<Map<string, string>> {
    const { name, only = '1 = 1' } = nameable[table]!;
    const [key, title, condition] = [keyOf(table), name(lang), only].map((part) => raw(part));
    const names = new Map<string, string>();
    for (let at = 0; at < keys.length; at += atOnce) {
      const rows = await this.db.rows<{ id: string; name: string }>(sql`
        SELECT ${key!} AS id, ${title!} AS name FROM ${raw(table)}
        WHERE ${key!} IN (${join(keys.slice(at, at + atOnce))}) AND ${condition!}`);
      for (const row of rows) names.set(row.id, row.name);
    }
    return names;
  }
}

const valuesOf = (rows: readonly Row[], property: string): string[] => [
  ...new Set(rows.map((row) => row[property]).filter((value): value is string => typeof value === 'string')),
];

function withName(row: Row, property: string, name: string | undefined): Row {
  const beside = property.replace(/(Id|Code)$/, '');
  return name === undefined || beside in row ? row : { ...row, [beside]: name };
}

function withCountry(row: Row, lang: Language): Row {
  const { countryCode } = row;
  return typeof countryCode === 'string' ? { ...row, country: countryName(countryCode, lang) } : row;
}
