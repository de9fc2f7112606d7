// The yardstick for the import: the same rows into the same tables by prepared statements in one transaction, with
// nothing read, nothing checked, nothing indexed for the search and nothing recorded.
import Database from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { newId } from '@samrad/platform/database';
import type { Place } from '../scratch/place.js';

const { dialect, location } = JSON.parse(process.env.PLACE!) as Place;

type Values = (string | number | null)[];
const statements = {
  person: `INSERT INTO person (id, given_name, family_name, sort_name, state_code, phone, mail_language, note, left_on,
    created_at, updated_at, version) VALUES (?, ?, ?, ?, ?, ?, 'en', NULL, NULL, ?, ?, 1)`,
  email: 'INSERT INTO person_email (id, person_id, address, address_key, is_primary) VALUES (?, ?, ?, ?, 1)',
  language: 'INSERT INTO person_language (person_id, language) VALUES (?, ?)',
  affiliation: `INSERT INTO affiliation (id, person_id, organisation_id, function, valid_from, valid_to)
    VALUES (?, ?, ?, 'Seniorrådgiver', '2024-01-01', NULL)`,
  membership: `INSERT INTO membership (id, group_id, person_id, role, state_code, sort_name, valid_from, valid_to, version)
    VALUES (?, ?, ?, 'member', 'NO', ?, '2024-01-01', NULL, 1)`,
};

function* inserts(
  count: number,
  run: number,
  known: { organisation: string; group: string },
): Generator<[keyof typeof statements, Values]> {
  const now = '2026-11-23T08:00:00.000Z';
  for (let index = 0; index < count; index += 1) {
    const [id, sortName] = [newId(), `nordmann${index % 700} kari${index}`];
    const address = `bare${index}.run${run}@etat${index % 60}.example`;
    yield ['person', [id, `Kari${index}`, `Nordmann${index % 700}`, sortName, 'NO', '+47 22 00 00 00', now, now]];
    yield ['email', [newId(), id, address, address]];
    yield ['language', [id, 'en']];
    yield ['language', [id, 'nb']];
    yield ['affiliation', [newId(), id, known.organisation]];
    yield ['membership', [newId(), known.group, id, sortName]];
  }
}

async function intoSqlite(count: number, run: number): Promise<number> {
  const db = new Database(location);
  db.pragma('busy_timeout = 5000');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const id = (table: string) => (db.prepare(`SELECT id FROM ${table} LIMIT 1`).get() as { id: string }).id;
  const known = { organisation: id('organisation'), group: id('network_group') };
  const prepared = Object.fromEntries(Object.entries(statements).map(([name, text]) => [name, db.prepare(text)]));
  const rows = [...inserts(count, run, known)];
  const began = performance.now();
  db.transaction(() => rows.forEach(([name, values]) => prepared[name]!.run(...values)))();
  const seconds = (performance.now() - began) / 1000;
  db.close();
  return seconds;
}

async function intoMaria(count: number, run: number): Promise<number> {
  const connection = await createConnection({ uri: location });
  const id = async (table: string) => {
    const [rows] = await connection.query(`SELECT id FROM ${table} LIMIT 1`);
    return (rows as { id: string }[])[0]!.id;
  };
  const known = { organisation: await id('organisation'), group: await id('network_group') };
  const rows = [...inserts(count, run, known)];
  const began = performance.now();
  await connection.beginTransaction();
  for (const [name, values] of rows) await connection.execute(statements[name], values);
  await connection.commit();
  const seconds = (performance.now() - began) / 1000;
  await connection.end();
  return seconds;
}

const take = dialect === 'sqlite' ? intoSqlite : intoMaria;

process.on('message', ({ count, run }: { count: number; run: number }) => {
  void take(count, run).then((seconds) => process.send!({ seconds }));
});
process.once('disconnect', () => process.exit(0));
