import { Injectable } from '@nestjs/common';
import { bulkInserts, Db, join, sql, type Sql } from '../database/index.js';
import { tokensOf } from './token.rules.js';

/** One place in a record that can be found by itself. */
export interface Passage {
  /** Its heading. */
  section?: string | null;
  text: string;
  /** Path of the place. */
  url: string;
  /** Whom it is for among those who see the record: a word that the noun's condition knows. Absent: all of them. */
  access?: string;
}

export interface Findable {
  title: string;
  body: string;
  /** Found by, but not shown. */
  also?: string;
  /** Path of the record's page. */
  url: string;
  /** `YYYY-MM-DD`: of a meeting its first day; absent where a record has none. */
  dated?: string | null;
  passages?: Passage[];
}

/** How the entries of a noun are written anew. */
export interface Refill {
  /** Selects the ids of all its records. */
  ids: Sql;
  /** Writes the entries of these; called in a transaction. */
  put: (ids: string[]) => Promise<void>;
}

const columns = ['noun', 'record_id', 'place', 'dated', 'title', 'section', 'body', 'url', 'words', 'access'];
const atOnce = 100;

/** Writes what can be found: always inside the transaction that changes the record. */
@Injectable()
export class SearchIndex {
  private readonly refills = new Map<string, Refill>();

  constructor(private readonly db: Db) {}

  refillWith(noun: string, refill: Refill): void {
    this.refills.set(noun, refill);
  }

  /** Many records of a noun at once. @param areNew none of them is in the index yet */
  async putAll(noun: string, records: (Findable & { recordId: string })[], { areNew = false } = {}): Promise<void> {
    for (let at = 0; at < records.length; at += 500) {
      const some = records.slice(at, at + 500);
      const ids = join(some.map((record) => record.recordId));
      if (!areNew) await this.db.run(sql`DELETE FROM search_entry WHERE noun = ${noun} AND record_id IN (${ids})`);
      const rows = some.flatMap((record) => rowsOf(noun, record));
      for (const insert of bulkInserts('search_entry', columns, rows)) await this.db.run(insert);
    }
  }

  async remove(noun: string, recordId: string): Promise<void> {
    await this.db.run(sql`DELETE FROM search_entry WHERE noun = ${noun} AND record_id = ${recordId}`);
  }

  /** Writes the entries of these records anew; inside the transaction that changed what they tell. */
  async refresh(noun: string, ids: string[]): Promise<void> {
    await this.refills.get(noun)?.put(ids);
  }

  /** Writes all entries anew, some records at a time; the search answers meanwhile. @returns records by noun */
  async rebuild(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const [noun, refill] of this.refills) counts.set(noun, await this.refill(noun, refill));
    return counts;
  }

  private async refill(noun: string, { ids, put }: Refill): Promise<number> {
    const all = (await this.db.rows<{ id: string }>(ids)).map(({ id }) => id);
    for (let at = 0; at < all.length; at += atOnce) await this.db.tx(() => put(all.slice(at, at + atOnce)));
    await this.db.tx(() =>
      this.db.run(sql`DELETE FROM search_entry WHERE noun = ${noun} AND record_id NOT IN (${ids})`),
    );
    return all.length;
  }
}

/** Found by everybody who sees the record. */
export const open = 'open';

type Row = (string | number | null)[];
type Cells = [section: string | null, text: string, path: string, words: string, access?: string];

function rowsOf(noun: string, record: Findable & { recordId: string }): Row[] {
  const { recordId, body, also = '', url, dated, passages = [] } = record;
  const title = record.title.slice(0, 200);
  const row = (place: number, [section, text, path, words, access = open]: Cells): Row => [
    ...[noun, recordId, place, dated ?? '', title, section, text, path, words, access],
  ];
  return [
    row(0, [null, body, url, tokensOf(record.title, [body, also])]),
    ...passages.map(({ section = null, text, url: path, access }, index) => {
      const heading = section?.slice(0, 200) ?? null;
      // The title is found in each passage too, so that its words and those of the passage can be asked for together.
      return row(index + 1, [heading, text, path, tokensOf('', [record.title, heading ?? '', text]), access]);
    }),
  ];
}
