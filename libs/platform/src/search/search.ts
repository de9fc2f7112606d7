import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor.js';
import { Db, empty, join, raw, sql, type Sql } from '../database/index.js';
import { mariadbMatch, snippetOf, sqliteMatch } from './search.rules.js';
import { open, SearchIndex, type Findable, type Refill } from './search-index.js';
import { termsOf, type Meeting, type Term } from './token.rules.js';

export interface Hit {
  noun: string;
  recordId: string;
  title: string;
  /** Heading of the place that was found; null: the record as a whole. */
  section: string | null;
  /** Of the place. */
  url: string;
  snippet: string;
  /** `YYYY-MM-DD` or null. */
  dated: string | null;
}

/** Condition on `search_entry s` (`record_id`, `access`) for what an actor may see of a noun; null: nothing. */
export type SeenBy = (actor: Actor) => Sql | null;

export interface SearchFilter {
  noun?: string;
  /** `2026` */
  year?: number;
}

/** Letters. */
const short = 4;

/** The first place of a record that is met, and which row of the index it is: `place * widest + id`. */
interface Best {
  first: number | string;
}

/** Ids of the index are below it; a place times it is a whole number in every database and here. */
const widest = 2 ** 32;

/** Full text of all nouns in one index; what a hit shows is asked of the noun's own policy. */
@Injectable()
export class Search {
  private readonly nouns = new Map<string, SeenBy>();

  constructor(
    private readonly db: Db,
    private readonly index: SearchIndex,
  ) {}

  /** Each noun names its condition once, the same as its list uses, and how its entries are written anew. */
  register(noun: string, seenBy: SeenBy, refill?: Refill): void {
    this.nouns.set(noun, seenBy);
    if (refill) this.index.refillWith(noun, refill);
  }

  /** Inside the transaction that changes the record. */
  async put(noun: string, recordId: string, text: Findable): Promise<void> {
    await this.index.putAll(noun, [{ recordId, ...text }]);
  }

  /** Many records of a noun at once. @param areNew none of them is in the index yet */
  putAll(noun: string, records: (Findable & { recordId: string })[], options?: { areNew: boolean }): Promise<void> {
    return this.index.putAll(noun, records, options);
  }

  /** Writes the entries of these records anew; inside the transaction that changed what they tell. */
  refresh(noun: string, ids: string[]): Promise<void> {
    return this.index.refresh(noun, ids);
  }

  remove(noun: string, recordId: string): Promise<void> {
    return this.index.remove(noun, recordId);
  }

  /**
   * Records that the actor may see and that meet every word, each with its first place that does. Titles come first,
   * then short words as a whole, then the newest: the same order on every database.
   */
  async find(
    actor: Actor,
    query: string,
    { limit = 20, offset = 0, ...filter }: SearchFilter & { limit?: number; offset?: number } = {},
  ): Promise<Hit[]> {
    const terms = termsOf(query);
    const seen = this.seen(actor, terms, filter);
    if (!seen) return [];
    const { from, rank } = this.ranked(terms);
    const best = await this.db.rows<Best>(sql`
      SELECT MIN(s.place * ${raw(String(widest))} + s.id) AS first FROM ${from} ${seen} GROUP BY s.noun, s.record_id
      ORDER BY MAX(${rank}) DESC, MAX(s.dated) DESC, s.noun, s.record_id LIMIT ${limit} OFFSET ${offset}`);
    return this.hits(best, terms);
  }

  /** How many `find` would give in all. */
  async count(actor: Actor, query: string, filter: SearchFilter = {}): Promise<number> {
    const terms = termsOf(query);
    const seen = this.seen(actor, terms, filter);
    if (!seen) return 0;
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM (SELECT DISTINCT s.noun, s.record_id FROM ${this.matching(terms)} AND ${seen}) found`);
    return Number(row!.n);
  }

  /**
   * A subquery of record ids for a list's text filter: `p.id IN (…)`. Null when there is no word to look for. A list does
   * not say where it found a word: only what all who see the record may read counts.
   * @param access others as well or instead: the list has to ask itself who may read those
   */
  idsMatching(noun: string, query: string, access: readonly string[] = [open]): Sql | null {
    const terms = termsOf(query);
    if (!terms.length) return query.trim() ? sql`SELECT s.record_id FROM search_entry s WHERE 1 = 0` : null;
    const once = access.length > 1 ? sql`DISTINCT` : empty;
    return sql`SELECT ${once} s.record_id FROM ${this.matching(terms)} AND s.noun = ${noun} AND s.access IN (${join([...access])})`;
  }

  /** Their texts are read once the best are known: sorting texts costs more than finding them. */
  private async hits(best: Best[], terms: Term[]): Promise<Hit[]> {
    if (!best.length) return [];
    const ids = best.map(({ first }) => Number(first) % widest);
    const rows = await this.db.rows<Omit<Hit, 'snippet'> & { id: number; body: string }>(sql`
      SELECT s.id, s.noun, s.record_id AS recordId, s.title, s.section, s.url, s.dated, s.body FROM search_entry s
      WHERE s.id IN (${join(ids)})`);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      if (!row) return [];
      const { id: _, body, ...hit } = row;
      return [{ ...hit, dated: hit.dated || null, snippet: snippetOf(body, terms) }];
    });
  }

  /** Condition of what the actor finds; null: nothing. */
  private seen(actor: Actor, terms: Term[], { noun, year }: SearchFilter): Sql | null {
    const seen = this.seenBy(actor, noun);
    if (!terms.length || !seen.length) return null;
    const ofYear = year ? sql` AND s.dated >= ${String(year)} AND s.dated < ${String(year + 1)}` : empty;
    return sql`(${join(seen, ' OR ')})${ofYear}`;
  }

  private matching(terms: Term[]): Sql {
    return this.db.dialect === 'sqlite'
      ? sql`search_fts JOIN search_entry s ON s.id = search_fts.rowid
          WHERE search_fts MATCH ${sqliteMatch(terms, 'anywhere')}`
      : sql`search_entry s WHERE MATCH (s.words) AGAINST (${mariadbMatch(terms, 'anywhere')} IN BOOLEAN MODE)`;
  }

  /**
   * What is met, up to a WHERE that goes on, with its rank: 2 for a title, 1 for whole words. The latter is asked where
   * a word is short, and begins many others.
   */
  private ranked(terms: Term[]): { from: Sql; rank: Sql } {
    const meetings: [Meeting, number][] = [['title', 2]];
    if (terms.some(({ token }) => token.length <= short)) meetings.push(['whole', 1]);
    if (this.db.dialect === 'mariadb') {
      const ranks = meetings.map(
        ([meeting, weight]) =>
          sql`(MATCH (s.words) AGAINST (${mariadbMatch(terms, meeting)} IN BOOLEAN MODE) > 0) * ${weight}`,
      );
      return { from: sql`${this.matching(terms)} AND`, rank: join(ranks, ' + ') };
    }
    const found = [['anywhere', 0] as const, ...meetings].map(
      ([meeting, weight]) =>
        sql`SELECT rowid AS id, ${weight} AS weight FROM search_fts WHERE search_fts MATCH ${sqliteMatch(terms, meeting)}`,
    );
    // A title that is met is met anywhere: each row is here with the sum of its weights.
    const met = sql`(SELECT id, SUM(weight) AS weight FROM (${join(found, ' UNION ALL ')}) GROUP BY id) f`;
    return { from: sql`${met} CROSS JOIN search_entry s ON s.id = f.id WHERE`, rank: sql`f.weight` };
  }

  private seenBy(actor: Actor, only?: string): Sql[] {
    const seen = [...this.nouns]
      .filter(([noun]) => !only || noun === only)
      .map(([noun, seenBy]) => ({ noun, condition: seenBy(actor) }))
      .filter((entry): entry is { noun: string; condition: Sql } => entry.condition !== null);
    const whole = seen.filter(({ condition }) => isAlways(condition)).map(({ noun }) => noun);
    if (!only && whole.length === this.nouns.size) return [sql`1 = 1`];
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
