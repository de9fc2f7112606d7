// What the yardstick answers to the API's cases: the same rows, by hand-written SQL, without asking who wants to know.
import type { Dialect } from '../scratch/place.js';
import type { Ask, Found } from './ask.js';

const today = new Date().toISOString().slice(0, 10);

const listed = `
  SELECT x.id, x.given_name AS givenName, x.family_name AS familyName, x.state_code AS stateCode, x.left_on AS leftOn,
    e.address AS email, o.id AS organisationId, o.name AS organisation, a.function
  FROM (SELECT id, given_name, family_name, state_code, left_on, sort_name FROM person
    WHERE state_code = ? AND (left_on IS NULL OR left_on > ?) ORDER BY sort_name, id LIMIT 51) x
  LEFT JOIN person_email e ON e.person_id = x.id AND e.is_primary = 1
  LEFT JOIN affiliation a ON a.id = (SELECT w.id FROM affiliation w WHERE w.person_id = x.id
    AND (w.valid_from IS NULL OR w.valid_from <= ?) AND (w.valid_to IS NULL OR w.valid_to >= ?)
    ORDER BY w.valid_from DESC, w.id DESC LIMIT 1)
  LEFT JOIN organisation o ON o.id = a.organisation_id ORDER BY x.sort_name, x.id`;

/** Fifty persons of a State. */
export async function list(ask: Ask, state: string): Promise<object> {
  const rows = await ask(listed, state, today, today, today);
  const items = rows.slice(0, 50).map(({ organisationId, organisation, ...row }) => ({
    ...row,
    organisation: organisationId === null ? null : { id: organisationId, name: organisation },
  }));
  return { items, page: 1, per: 50, more: rows.length > 50 };
}

const person = `SELECT id, given_name AS givenName, family_name AS familyName, state_code AS stateCode, phone,
  mail_language AS mailLanguage, note, left_on AS leftOn, created_at AS createdAt, updated_at AS updatedAt, version
  FROM person WHERE id = ?`;
const emails = 'SELECT address FROM person_email WHERE person_id = ? ORDER BY is_primary DESC, id';
const spoken = 'SELECT language FROM person_language WHERE person_id = ? ORDER BY language';
const topics = `SELECT t.code FROM person_topic p JOIN topic t ON t.code = p.topic_code
  WHERE p.person_id = ? ORDER BY t.place, t.code`;
const places = `SELECT a.id, a.organisation_id AS organisationId, o.name AS organisation, a.function,
  a.valid_from AS validFrom, a.valid_to AS validTo
  FROM affiliation a JOIN organisation o ON o.id = a.organisation_id WHERE a.person_id = ?
  ORDER BY CASE WHEN a.valid_to IS NULL THEN 0 ELSE 1 END, a.valid_to DESC, a.valid_from DESC, a.id DESC`;
const terms = `SELECT m.id, m.group_id AS groupId, g.code, m.role, m.state_code AS stateCode,
  m.valid_from AS validFrom, m.valid_to AS validTo
  FROM membership m JOIN network_group g ON g.id = m.group_id WHERE m.person_id = ?
  ORDER BY CASE WHEN m.valid_to IS NULL THEN 0 ELSE 1 END, m.valid_to DESC, m.valid_from DESC, g.code`;

/** One person with everything that belongs to them: six statements. */
export async function one(ask: Ask, id: string): Promise<object> {
  const [[own], addresses, languages, topicRows, placeRows, termRows] = await Promise.all([
    ask(person, id),
    ask(emails, id),
    ask(spoken, id),
    ask(topics, id),
    ask(places, id),
    ask(terms, id),
  ]);
  return {
    ...own,
    emails: addresses.map(({ address }) => address),
    languages: languages.map(({ language }) => language),
    topics: topicRows.map(({ code }) => code),
    affiliations: placeRows.map(({ organisationId, organisation, ...place }) => ({
      ...place,
      organisation: { id: organisationId, name: organisation },
    })),
    memberships: termRows.map(({ groupId, code, ...term }) => ({ ...term, group: { id: groupId, code } })),
  };
}

const found = {
  sqlite: `SELECT s.record_id AS recordId, s.title, snippet(bare_fts, 0, '', '', ' … ', 24) AS snippet
    FROM bare_fts JOIN bare_text s ON s.id = bare_fts.rowid
    WHERE bare_fts MATCH ? ORDER BY bare_fts.rank LIMIT 20`,
  mariadb: `SELECT s.record_id AS recordId, s.title, s.body FROM bare_text s
    WHERE MATCH (s.words) AGAINST (? IN BOOLEAN MODE)
    ORDER BY MATCH (s.words) AGAINST (? IN BOOLEAN MODE) DESC LIMIT 20`,
};

/** Twenty paragraphs with a word, best first, with the piece around the word. MariaDB knows no snippets: they are cut here. */
export async function search(ask: Ask, word: string, dialect: Dialect): Promise<object> {
  if (dialect === 'sqlite') return { items: await ask(found.sqlite, `"${word}"*`) };
  const rows = await ask(found.mariadb, `+${word}*`, `+${word}*`);
  return { items: rows.map((row) => cut(row, word)) };
}

function cut({ body, ...hit }: Found, word: string): object {
  const text = String(body);
  const at = Math.max(0, text.indexOf(word) - 90);
  return { ...hit, snippet: text.slice(at, at + 180) };
}
