// An empty, migrated database for every spec that asks: a SQLite file of its own, or, when TEST_DATABASE_URL names a
// server, a MariaDB database of its own. Migrating is done once; every further database is a copy.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { Db, newId } from '@samrad/platform/database';
import { openDatabase as open } from '../../config/database.js';
import { loadEnv, type Env } from '../../config/env.js';

type SettingsByName = Record<string, string>;

/** Where a database is, in the words of `config/env.ts`; for starting the whole application on it. */
export interface DatabasePlace {
  readonly settings: SettingsByName;
  remove(): Promise<void>;
}

/** An open database with the product's one door to it. */
export interface TestDatabase {
  readonly env: Env;
  readonly source: DataSource;
  readonly reader: DataSource;
  readonly db: Db;
  /** Closes the connections and removes the database. */
  close(): Promise<void>;
}

const server = process.env.TEST_DATABASE_URL;

/** Which database this run is on, for the few specs that must know. */
export const dialect: 'sqlite' | 'mariadb' = server ? 'mariadb' : 'sqlite';

/** A new migrated database without rows, opened. @param more further settings for the `Env` that comes with it */
export async function openDatabase(more: SettingsByName = {}): Promise<TestDatabase> {
  const place = await freshPlace();
  const env = loadEnv({ ...place.settings, ...more });
  const { close: disconnect, reader, source } = await open(env, { migrate: false });
  const close = async () => {
    await disconnect();
    await place.remove();
  };
  return { env, source, reader, db: new Db(source, reader), close };
}

/** A new migrated database without rows, not opened. */
export const freshPlace = (): Promise<DatabasePlace> => place(true);

/** A new database without any table, for specs about the migrations themselves. */
export const emptyPlace = (): Promise<DatabasePlace> => place(false);

async function place(migrated: boolean): Promise<DatabasePlace> {
  const folder = mkdtempSync(join(tmpdir(), 'samrad-data-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  const settings = { DATA_DIR: folder, DEMO: 'off' };
  if (!server) {
    if (migrated) copyFileSync(await sqliteTemplate(), join(folder, 'samrad.sqlite'));
    return { settings, remove: async () => removeFolder() };
  }
  const name = await onServer(server, (connection) => newMaria(connection, server, migrated));
  const remove = async () => {
    removeFolder();
    await onServer(server, (connection) => connection.query(`DROP DATABASE IF EXISTS ${name}`));
  };
  return { settings: { ...settings, DATABASE_URL: databaseUrl(server, name) }, remove };
}

/** The template is named after what made it, so that a changed migration makes a new one. */
function fingerprint(): string {
  const root = join(import.meta.dirname, '..', '..');
  const files = readdirSync(join(root, 'migrations')).map((name) => join(root, 'migrations', name));
  const hash = createHash('sha256');
  for (const file of [...files.sort(), join(root, 'libs/platform/src/database/schema.ts')]) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

async function migrate(settings: SettingsByName): Promise<void> {
  const database = await open(loadEnv({ ...settings, DEMO: 'off' }));
  await database.close();
}

async function sqliteTemplate(): Promise<string> {
  const template = join(tmpdir(), `samrad-template-${fingerprint()}.sqlite`);
  if (existsSync(template)) return template;
  const folder = mkdtempSync(join(tmpdir(), 'samrad-data-'));
  await migrate({ DATA_DIR: folder });
  renameSync(join(folder, 'samrad.sqlite'), template); // at once, so that no parallel worker sees half of it
  rmSync(folder, { recursive: true, force: true });
  return template;
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer<T>(serverUrl: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri: serverUrl, multipleStatements: true });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

const create = (connection: Connection, name: string) =>
  connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);

/** A new database on the server, empty or as a copy of the template. @returns its name */
async function newMaria(connection: Connection, serverUrl: string, migrated: boolean): Promise<string> {
  const name = `samrad_${newId().replaceAll('-', '')}`;
  await create(connection, name);
  if (!migrated) return name;
  const template = await mariaTemplate(serverUrl, connection);
  const tables = await namesOf(connection, template);
  const statements = await Promise.all(tables.map((table) => copyStatements(connection, template, table)));
  await connection.query(`USE ${name}; SET FOREIGN_KEY_CHECKS = 0; ${statements.join(';')}`);
  return name;
}

async function mariaTemplate(serverUrl: string, connection: Connection): Promise<string> {
  const template = `samrad_template_${fingerprint()}`;
  await connection.query(`SELECT GET_LOCK('${template}', 120)`);
  try {
    const [found] = await connection.query<RowDataPacket[]>(`SHOW DATABASES LIKE '${template}\\_done'`);
    if (found.length > 0) return template;
    await connection.query(`DROP DATABASE IF EXISTS ${template}`);
    await create(connection, template);
    await migrate({ DATABASE_URL: databaseUrl(serverUrl, template) });
    await create(connection, `${template}_done`);
    return template;
  } finally {
    await connection.query(`SELECT RELEASE_LOCK('${template}')`);
  }
}

async function namesOf(connection: Connection, database: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?',
    [database],
  );
  return rows.map((row) => row.name as string);
}

async function copyStatements(connection: Connection, database: string, table: string): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${database}.\`${table}\``);
  return `${rows[0]!['Create Table']}; INSERT INTO \`${table}\` SELECT * FROM ${database}.\`${table}\``;
}
