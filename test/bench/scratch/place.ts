// Scratch databases: a SQLite file, or a database of its own on the throw-away MariaDB.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { openDatabase } from '../../../config/database.js';
import { loadEnv } from '../../../config/env.js';

export type Dialect = 'sqlite' | 'mariadb';

/** Where a scratch database is. */
export interface Place {
  dialect: Dialect;
  /** SQLite: the file; MariaDB: the address with the database's name. */
  location: string;
  /** The same for the product, in the words of its settings. */
  settings: Record<string, string>;
}

/** A new, migrated database without rows. @param server address of the MariaDB */
export async function newPlace(dialect: Dialect, name: string, { folder, server }: Homes): Promise<Place> {
  const data = join(folder, `${dialect}-${name}`);
  mkdirSync(data, { recursive: true });
  const url = dialect === 'mariadb' ? await newMaria(server!, name) : null;
  const settings = {
    DATA_DIR: data,
    DEMO: 'off',
    WORKER: 'off',
    LOG_LEVEL: 'error',
    ...(url ? { DATABASE_URL: url } : {}),
  };
  const database = await openDatabase(loadEnv(settings));
  await database.close();
  return { dialect, location: url ?? join(data, 'samrad.sqlite'), settings };
}

export interface Homes {
  folder: string;
  server?: string;
}

async function newMaria(server: string, name: string): Promise<string> {
  const database = `bench_${name.replaceAll('-', '_')}`;
  const connection = await createConnection({ uri: server });
  await connection.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
