import { Injectable } from '@nestjs/common';
import { Db, empty, join, sql, type Sql } from '@samrad/platform/database';
import { addressKey, fold } from '@samrad/platform/pure';
import { open, Search } from '@samrad/platform/search';
import { nameHas } from '../person/fields/person-fields.policy.js';
import { aboutAccess } from '../person/person.policy.js';
import { whoKnows, type Knowing } from './knowing.js';
import type { Sight } from './sight.policy.js';
import { Vocabulary } from './vocabulary.js';
import type { Named } from './vocabulary.rules.js';

interface Eyes {
  sight: Sight;
  knowing: Knowing;
}

const isPlain = ({ codes }: Named) => !Object.keys(codes).length;

/** What is typed into the search field of a list of persons. */
@Injectable()
export class DirectoryWords {
  constructor(
    private readonly db: Db,
    private readonly search: Search,
    private readonly vocabulary: Vocabulary,
  ) {}

  /**
   * A query of `record_id`, each person once, who fit every word: by name, place and State, by what they know and by what
   * they say about themselves, each as far as it is seen. Something like an address is compared with addresses. Null:
   * nothing is asked.
   */
  async matching(q: string, eyes: Eyes): Promise<Sql | null> {
    if (q.includes('@')) return this.byAddress(q, eyes.sight);
    const named = await this.vocabulary.named(q);
    if (named.every(isPlain)) return this.byText(q, eyes.sight);
    const plain = named.filter(isPlain);
    const parts = [...(plain.length ? [plain] : []), ...named.filter((one) => !isPlain(one)).map((one) => [one])].map(
      (words) => this.byAny(words, eyes),
    );
    const [first, ...others] = parts;
    const and = others.map((other) => sql`o.record_id IN (SELECT w.record_id FROM (${other}) w)`);
    return and.length ? sql`SELECT o.record_id FROM (${first}) o WHERE ${join(and, ' AND ')}` : first!;
  }

  private byAny(words: readonly Named[], eyes: Eyes): Sql {
    const text = this.byText(words.map(({ word }) => word).join(' '), eyes.sight);
    const known = words.flatMap((one) => whoKnows(one, eyes));
    return join([...(text ? [text] : []), ...known], ' UNION ');
  }

  /** Words of the index; who may not look there finds by names. */
  private byText(text: string, sight: Sight): Sql | null {
    if (sight.isFull) return this.search.idsMatching('person', text, [open, aboutAccess]);
    const found = this.search.idsMatching('person', text);
    const about = this.search.idsMatching('person', text, [aboutAccess]);
    if (!found || !about) return null;
    return sql`SELECT p.id AS record_id FROM (${found}) t CROSS JOIN person p ON p.id = t.record_id
        WHERE (${sight.byAnyWord} OR ${nameHas(wordsOf(text))})
      UNION SELECT p.id AS record_id FROM (${about}) t CROSS JOIN person p ON p.id = t.record_id
        WHERE ${sight.shown('about')}`;
  }

  private byAddress(q: string, sight: Sight): Sql {
    const primary = sight.isFull ? empty : sql`AND pe.is_primary = 1`;
    return sql`SELECT DISTINCT pe.person_id AS record_id FROM person_email pe JOIN person p ON p.id = pe.person_id
      WHERE ${beginsSo(this.db, addressKey(q))} ${primary} AND ${sight.shown('email')}`;
  }
}

/** The words of a name, as names are folded. */
const wordsOf = (q: string): string[] =>
  fold(q)
    .replace(/[%_\\]/g, '')
    .split(/\s+/)
    .filter(Boolean);

/** Addresses that begin so. SQLite uses the index for a range only, MariaDB's order of letters suits LIKE. */
function beginsSo({ dialect }: Pick<Db, 'dialect'>, key: string): Sql {
  if (dialect === 'mariadb') return sql`pe.address_key LIKE ${`${key.replace(/[%_\\]/g, '')}%`}`;
  return sql`pe.address_key >= ${key} AND pe.address_key < ${`${key}\u{10ffff}`}`;
}
