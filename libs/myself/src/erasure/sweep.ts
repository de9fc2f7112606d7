import { Injectable } from '@nestjs/common';
import type { Known } from '@samrad/network';
import { Db, join, mentions, raw, sql, type Sql } from '@samrad/platform/database';
import { Search } from '@samrad/platform/search';
import { apartTables, keptTables, type Pseudonym } from './erasure.rules.js';
import { HeldTables, type TextTable } from './held-tables.js';

type Row = Record<string, unknown>;
interface Words {
  hints: readonly string[];
  anew: (text: string) => string;
  /** Names of which each part stands in a column of its own, and what stands there then. */
  names: Known['names'];
  pseudonym: Pseudonym;
}

const quoted = (name: string): Sql => raw(`\`${name}\``);

/** Goes through every text of every table that is not kept as it is, and writes it anew without somebody. */
@Injectable()
export class Sweep {
  constructor(
    private readonly db: Db,
    private readonly tables: HeldTables,
    private readonly search: Search,
  ) {}

  /** Inside the transaction of the erasure. */
  async through(words: Words): Promise<void> {
    if (!words.hints.length) return;
    const found = await this.db.rows<{ noun: string; id: string }>(sql`
      SELECT DISTINCT noun, record_id AS id FROM search_entry
      WHERE ${mentions(['title', 'section', 'body'], words.hints)}`);
    for (const table of this.tables.withTexts()) {
      if (!table.texts.length || table.table in keptTables || apartTables.includes(table.table)) continue;
      await this.table(table, words);
    }
    await this.pairs(words);
    for (const { noun, id } of found) await this.search.refresh(noun, [id]);
  }

  /** How often kept tables name somebody: rows. */
  async kept(why: string, hints: readonly string[]): Promise<number> {
    let count = 0;
    for (const table of this.tables.withTexts()) {
      if (keptTables[table.table] !== why || !table.texts.length || !hints.length) continue;
      const row = await this.db.row<{ n: number }>(sql`
        SELECT COUNT(*) AS n FROM ${quoted(table.table)} WHERE ${mentions(table.texts, hints)}`);
      count += Number(row!.n);
    }
    return count;
  }

  private async pairs({ names, pseudonym }: Words): Promise<void> {
    for (const { table, texts } of this.tables.withTexts()) {
      if (!texts.includes('given_name') || !texts.includes('family_name') || table in keptTables) continue;
      for (const { givenName, familyName } of names) {
        await this.db.run(sql`
          UPDATE ${quoted(table)} SET given_name = ${pseudonym.givenName}, family_name = ${pseudonym.familyName}
          WHERE given_name = ${givenName} AND family_name = ${familyName}`);
      }
    }
  }

  private async table(table: TextTable, { hints, anew }: Words): Promise<void> {
    const [keys, texts] = [join(table.key.map(quoted)), join(table.texts.map(quoted))];
    const found = await this.db.rows<Row>(sql`
      SELECT ${keys} FROM ${quoted(table.table)} WHERE ${mentions(table.texts, hints)}`);
    for (const one of found) {
      const key = join(
        table.key.map((column) => sql`${quoted(column)} = ${one[column] as string}`),
        ' AND ',
      );
      const [row = {}] = await this.db.hold<Row>(sql`SELECT ${texts} FROM ${quoted(table.table)} WHERE ${key}`);
      const sets = table.texts.flatMap((column) => {
        const before = textOf(row[column]);
        const after = before === null ? null : anew(before);
        return after === before ? [] : [sql`${quoted(column)} = ${after}`];
      });
      if (!sets.length) continue;
      await this.db.run(sql`UPDATE ${quoted(table.table)} SET ${join(sets)} WHERE ${key}`);
    }
  }
}

/** JSON as text; null stays null. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
