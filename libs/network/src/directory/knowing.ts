import { empty, sql, type Sql } from '@samrad/platform/database';
import type { PersonFilter } from '../person/person.dto.js';
import type { Sight } from './sight.policy.js';

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
  const { country, method, topic, ...rest } = filter;
  const name = [sql`k.sort_name`, sql`k.person_id`] as const;
  const source = (from: Sql): Source => ({ from, conditions: [], name });
  if (country) return { source: source(tables.country(country)), rest: { ...rest, method, topic } };
  if (filter.state || filter.group) return null;
  if (method) return { source: source(tables.method(method)), rest: { ...rest, topic } };
  return topic && !knowing ? { source: source(tables.topic(topic)), rest } : null;
}

/** What the filter asks of each person's expertise. Of somebody whose expertise is not seen, nothing is known. */
export function knows(
  { sight, knowing }: { sight: Sight; knowing: Knowing },
  { topic, language, country, method }: PersonFilter,
): Sql[] {
  const asked: Sql[] = [];
  if (topic) asked.push(knowsTopic(topic, knowing));
  if (country) {
    asked.push(isThere(sql`SELECT 1 FROM person_country k WHERE k.person_id = p.id AND k.country_code = ${country}`));
  }
  if (method) {
    asked.push(isThere(sql`SELECT 1 FROM person_method k WHERE k.person_id = p.id AND k.method_code = ${method}`));
  }
  if (asked.length) asked.push(sight.shown('topics'));
  if (language) {
    asked.push(isThere(sql`SELECT 1 FROM person_language k WHERE k.person_id = p.id AND k.language = ${language}`));
    asked.push(sight.shown('languages'));
  }
  return asked;
}

function knowsTopic(topic: string, knowing: Knowing): Sql {
  const stated = isThere(sql`SELECT 1 FROM person_topic k WHERE k.person_id = p.id AND k.topic_code = ${topic}`);
  const more = knowing
    ? sql` OR p.id IN (SELECT n.person_id FROM (${knowing}) n WHERE n.topic_code = ${topic})`
    : empty;
  return sql`(${stated}${more})`;
}
