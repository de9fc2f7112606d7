// Experts by all filters: one prepared statement, the narrowest index first; with a word, the database's own full text.
import type { Dialect } from '../scratch/place.js';
import type { Ask } from './ask.js';

const today = new Date().toISOString().slice(0, 10);

const columns = `
  SELECT x.id, x.given_name AS givenName, x.family_name AS familyName, x.state_code AS stateCode, e.address AS email,
    o.id AS organisationId, o.name AS organisation, a.function`;
const chosen = 'SELECT p.id, p.given_name, p.family_name, p.state_code, p.sort_name';
const filters = `p.state_code = ? AND (p.left_on IS NULL OR p.left_on > ?)
  AND EXISTS (SELECT 1 FROM person_topic t WHERE t.person_id = p.id AND t.topic_code = ?)
  AND EXISTS (SELECT 1 FROM person_language l WHERE l.person_id = p.id AND l.language = ?)
  AND EXISTS (SELECT 1 FROM person_method m WHERE m.person_id = p.id AND m.method_code = ?)
  AND EXISTS (SELECT 1 FROM affiliation w JOIN organisation wo ON wo.id = w.organisation_id WHERE w.person_id = p.id
    AND (w.valid_from IS NULL OR w.valid_from <= ?) AND (w.valid_to IS NULL OR w.valid_to >= ?) AND wo.type = ?)`;
const shown = `LEFT JOIN person_email e ON e.person_id = x.id AND e.is_primary = 1
  LEFT JOIN affiliation a ON a.id = (SELECT w.id FROM affiliation w WHERE w.person_id = x.id
    AND (w.valid_from IS NULL OR w.valid_from <= ?) AND (w.valid_to IS NULL OR w.valid_to >= ?)
    ORDER BY w.valid_from DESC, w.id DESC LIMIT 1)
  LEFT JOIN organisation o ON o.id = a.organisation_id ORDER BY x.sort_name, x.id`;

const byCountry = `${columns} FROM (${chosen} FROM person_country k CROSS JOIN person p ON p.id = k.person_id
  WHERE k.country_code = ? AND ${filters} ORDER BY k.sort_name, k.person_id LIMIT 51) x ${shown}`;

const found = {
  sqlite: `SELECT s.record_id FROM search_fts JOIN search_entry s ON s.id = search_fts.rowid
    WHERE search_fts MATCH ? AND s.noun = 'person'`,
  mariadb: `SELECT s.record_id FROM search_entry s
    WHERE MATCH (s.words) AGAINST (? IN BOOLEAN MODE) AND s.noun = 'person'`,
};
const byWord = (dialect: Dialect) => `${columns} FROM (${chosen} FROM (${found[dialect]}) f
  CROSS JOIN person p ON p.id = f.record_id
  WHERE EXISTS (SELECT 1 FROM person_country k WHERE k.person_id = p.id AND k.country_code = ?) AND ${filters}
  ORDER BY p.sort_name, p.id LIMIT 51) x ${shown}`;

/** @param given country, State, topic, language, method, type, and perhaps a word, with commas between */
export async function experts(ask: Ask, given: string, dialect: Dialect): Promise<object> {
  const [country, state, topic, language, method, type, word] = given.split(',') as string[];
  const values = [country!, state!, today, topic!, language!, method!, today, today, type!, today, today];
  // Words of the index begin with a mark.
  const match = dialect === 'sqlite' ? `"zz${word}"*` : `+zz${word}*`;
  const rows = word ? await ask(byWord(dialect), match, ...values) : await ask(byCountry, ...values);
  const items = rows.slice(0, 50).map(({ organisationId, organisation, ...row }) => ({
    ...row,
    organisation: organisationId === null ? null : { id: organisationId, name: organisation },
  }));
  return { items, page: 1, per: 50, more: rows.length > 50 };
}
