import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor.js';
import { bulkInserts, Db, empty, join, sql, type Sql } from '../database/index.js';
import { fold } from '../pure/fold.js';
import { mariadbMatch, snippetOf, sqliteMatch, wordsOf } from './search.rules.js';

export interface Findable {
  title: string;
  body: string;
  /** Found by, but not shown. */
  also?: string;
  /** Path of the record's page. */
  url: string;
}

export interface Hit {
  noun: string;
  recordId: string;
  title: string;
  url: string;
  snippet: string;
}

/** Condition on `search_entry.record_id` (alias `s`) for what an actor may see of a noun; null: nothing. */
export type SeenBy = (actor: Actor) => Sql | null;

const columns = ['noun', 'record_id', 'title', 'body', 'url', 'words'];

/** Full text of all nouns in one index; what a hit shows is asked of the noun's own policy. */
@Injectable()
export class Search {
  private readonly nouns = new Map<string, SeenBy>();

  constructor(private readonly db: Db) {}

  /** Each noun names its condition once, the same as its list uses. */
  register(noun: string, seenBy: SeenBy): void {
    this.nouns.set(noun, seenBy);
  }

  /** Inside the transaction that changes the record. */
  async put(noun: string, recordId: string, text: Findable): Promise<void> {
    await this.putAll(noun, [{ recordId, ...text }]);
  }

  /** Many records of a noun at once. @param areNew none of them is in the index yet */
  async putAll(noun: string, records: (Findable & { recordId: string })[], { areNew = false } = {}): Promise<void> {
    for (let at = 0; at < records.length; at += 500) {
      const some = records.slice(at, at + 500);
      const ids = join(some.map((record) => record.recordId));
      if (!areNew) await this.db.run(sql`DELETE FROM search_entry WHERE noun = ${noun} AND record_id IN (${ids})`);
      const rows = some.map(({ recordId, title, body, also = '', url }) => [
        ...[noun, recordId, title.slice(0, 200), body, url],
        fold(`${title} ${body} ${also}`),
      ]);
      for (const insert of bulkInserts('search_entry', columns, rows)) await this.db.run(insert);
    }
  }

  async remove(noun: string, recordId: string): Promise<void> {
    await this.db.run(sql`DELETE FROM search_entry WHERE noun = ${noun} AND record_id = ${recordId}`);
  }

  /** @param noun only that noun. @returns at most `limit` hits that the actor may see, best first */
  async find(
    actor: Actor,
    query: string,
    { noun, limit = 20 }: { noun?: string; limit?: number } = {},
  ): Promise<Hit[]> {
    const words = wordsOf(query);
    const seen = this.seenBy(actor, noun);
    if (!words.length || !seen.length) return [];
    const best = await this.db.rows<{ id: number }>(sql`
      SELECT s.id FROM ${this.matching(words)} AND (${join(seen, ' OR ')}) ${this.order(words)} LIMIT ${limit}`);
    return this.hits(
      best.map(({ id }) => id),
      words,
    );
  }

  /** Their texts are read once the best are known: sorting texts costs more than finding them. */
  private async hits(ids: number[], words: string[]): Promise<Hit[]> {
    if (!ids.length) return [];
    const rows = await this.db.rows<Omit<Hit, 'snippet'> & { id: number; body: string }>(sql`
      SELECT s.id, s.noun, s.record_id AS recordId, s.title, s.url, s.body FROM search_entry s
      WHERE s.id IN (${join(ids)})`);
    const byId = new Map(rows.map(({ id, body, ...hit }) => [id, { ...hit, snippet: snippetOf(body, words) }]));
    return ids.map((id) => byId.get(id)).filter((hit) => hit !== undefined);
  }

  /** A subquery of record ids for a list's text filter: `p.id IN (…)`. Null when there is no word to look for. */
  idsMatching(noun: string, query: string): Sql | null {
    const words = wordsOf(query);
    if (!words.length) return null;
    return sql`SELECT s.record_id FROM ${this.matching(words)} AND s.noun = ${noun}`;
  }

  private matching(words: string[]): Sql {
    return this.db.dialect === 'sqlite'
      ? sql`search_fts f JOIN search_entry s ON s.id = f.rowid WHERE f.words MATCH ${sqliteMatch(words)}`
      : sql`search_entry s WHERE MATCH (s.words) AGAINST (${mariadbMatch(words)} IN BOOLEAN MODE)`;
  }

  private order(words: string[]): Sql {
    if (this.db.dialect === 'sqlite') return sql`ORDER BY f.rank`;
    return words.length ? sql`ORDER BY MATCH (s.words) AGAINST (${mariadbMatch(words)} IN BOOLEAN MODE) DESC` : empty;
  }

  private seenBy(actor: Actor, only?: string): Sql[] {
    const seen = [...this.nouns]
      .filter(([noun]) => !only || noun === only)
      .map(([noun, seenBy]) => ({ noun, condition: seenBy(actor) }))
      .filter((entry): entry is { noun: string; condition: Sql } => entry.condition !== null);
    const whole = seen.filter(({ condition }) => isAlways(condition)).map(({ noun }) => noun);
    const parts = seen.filter(({ condition }) => !isAlways(condition));
    return [
      ...(whole.length ? [sql`s.noun IN (${join(whole)})`] : []),
      ...parts.map(({ noun, condition }) => sql`(s.noun = ${noun} AND (${condition}))`),
    ];
  }
}

const isAlways = (condition: Sql): boolean => condition.sql.trim() === '1 = 1';

/**
 * What can be found of a noun whose list has its own condition: the record is looked up for every hit, except for those
 * who see all of them.
 * @param table with its alias, e.g. sql`meeting m`
 * @param id its key, e.g. sql`m.id`
 */
export const seenIn = (table: Sql, id: Sql, condition: Sql): Sql =>
  isAlways(condition) ? condition : sql`EXISTS (SELECT 1 FROM ${table} WHERE ${id} = s.record_id AND ${condition})`;
