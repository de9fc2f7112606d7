import { empty, join, sql, type Sql } from '@samrad/platform/database';
import type { PersonFilter } from '../person/person.dto.js';
import type { Sight } from './sight.policy.js';
import type { Named } from './vocabulary.rules.js';

/**
 * Who knows a topic without having it in the register, e.g. because they have presented on it: a query of `person_id` and
 * `topic_code`, each pair once. From the contexts above; null: nobody.
 */
export type Knowing = Sql | null;

/** What drives a list: the table whose index gives the rows in order, joined to `person p`. */
export interface Source {
  from: Sql;
  conditions: Sql[];
  /** Columns of the order by name. */
  name: readonly [Sql, Sql];
}

/** EXISTS, written so that MariaDB asks it row by row and does not begin with all the rows that could be there. */
export const isThere = (query: Sql): Sql => sql`(${query} LIMIT 1) IS NOT NULL`;

const tables = {
  country: (code: string) =>
    sql`person_country k CROSS JOIN person p ON p.id = k.person_id AND k.country_code = ${code}`,
  method: (code: string) => sql`person_method k CROSS JOIN person p ON p.id = k.person_id AND k.method_code = ${code}`,
  topic: (code: string) => sql`person_topic k CROSS JOIN person p ON p.id = k.person_id AND k.topic_code = ${code}`,
};

/** The rarest expertise of a filter whose index gives the persons in order; null: another source is better. */
export function expertiseSource({ isFull }: Sight, filter: PersonFilter, knowing: Knowing) {
  if (!isFull) return null;
  const name = [sql`k.sort_name`, sql`k.person_id`] as const;
  const source = (from: Sql): Source => ({ from, conditions: [], name });
  const without = (kind: 'country' | 'method' | 'topic') => ({ ...filter, [kind]: filter[kind]?.slice(1) });
  const [country, method, topic] = [filter.country?.[0], filter.method?.[0], filter.topic?.[0]];
  if (country) return { source: source(tables.country(country)), rest: without('country') };
  if (filter.state || filter.group) return null;
  if (method) return { source: source(tables.method(method)), rest: without('method') };
  return topic && !knowing ? { source: source(tables.topic(topic)), rest: without('topic') } : null;
}

/** What the filter asks of each person's expertise. Of somebody whose expertise is not seen, nothing is known. */
export function knows(
  { sight, knowing }: { sight: Sight; knowing: Knowing },
  { topic = [], language = [], country = [], method = [] }: PersonFilter,
): Sql[] {
  const asked = [
    ...topic.map((code) => knowsTopic(code, knowing)),
    ...country.map((code) =>
      isThere(sql`SELECT 1 FROM person_country k WHERE k.person_id = p.id AND k.country_code = ${code}`),
    ),
    ...method.map((code) =>
      isThere(sql`SELECT 1 FROM person_method k WHERE k.person_id = p.id AND k.method_code = ${code}`),
    ),
  ];
  if (asked.length) asked.push(sight.shown('topics'));
  const spoken = language.map((code) =>
    isThere(sql`SELECT 1 FROM person_language k WHERE k.person_id = p.id AND k.language = ${code}`),
  );
  if (spoken.length) spoken.push(sight.shown('languages'));
  return [...asked, ...spoken];
}

function knowsTopic(topic: string, knowing: Knowing): Sql {
  const stated = isThere(sql`SELECT 1 FROM person_topic k WHERE k.person_id = p.id AND k.topic_code = ${topic}`);
  const more = knowing
    ? sql` OR p.id IN (SELECT n.person_id FROM (${knowing}) n WHERE n.topic_code = ${topic})`
    : empty;
  return sql`(${stated}${more})`;
}

/** Queries of the persons who know one of the codes that a word names, as far as that is seen. */
export function whoKnows({ codes }: Named, { sight, knowing }: { sight: Sight; knowing: Knowing }): Sql[] {
  const { topic, language, country, method } = codes;
  const of = (table: Sql, condition: Sql) =>
    sql`SELECT p.id AS record_id FROM ${table} k JOIN person p ON p.id = k.person_id WHERE ${condition}`;
  const known: Sql[] = [];
  const expertise = sight.shown('topics');
  if (topic) {
    known.push(of(sql`person_topic`, sql`k.topic_code IN (${join(topic)}) AND ${expertise}`));
    if (knowing) known.push(of(sql`(${knowing})`, sql`k.topic_code IN (${join(topic)}) AND ${expertise}`));
  }
  if (country) known.push(of(sql`person_country`, sql`k.country_code IN (${join(country)}) AND ${expertise}`));
  if (method) known.push(of(sql`person_method`, sql`k.method_code IN (${join(method)}) AND ${expertise}`));
  if (language) {
    known.push(of(sql`person_language`, sql`k.language IN (${join(language)}) AND ${sight.shown('languages')}`));
  }
  return known;
}
