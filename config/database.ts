import type { DataSource } from 'typeorm';
import { dataSources } from './data-source.js';
import type { Env } from './env.js';

export interface OpenDatabase {
  source: DataSource;
  reader: DataSource;
  close(): Promise<void>;
}

/** Opens the database; migrates it first unless told otherwise. */
export async function openDatabase(env: Env, { migrate = true } = {}): Promise<OpenDatabase> {
  const { source, reader } = dataSources(env);
  await source.initialize();
  if (env.isMariaDb) await useLongLists(source);
  if (migrate) await migrateUp(source);
  if (reader !== source) await reader.initialize();
  return {
    source,
    reader,
    close: async () => {
      if (reader !== source) await reader.destroy();
      await source.destroy();
    },
  };
}

interface Pool {
  on(event: 'connection', hear: (connection: { query(text: string): unknown }) => void): void;
}

/** MySQL cuts what GROUP_CONCAT gives after 1,024 octets unless told otherwise: an actor would lose groups. */
async function useLongLists(source: DataSource): Promise<void> {
  const setting = 'SET SESSION group_concat_max_len = 1000000';
  const { pool } = source.driver as unknown as { pool: Pool };
  pool.on('connection', (connection) => void connection.query(setting));
  await source.query(setting);
}

/** Brings the schema up to date. @returns the names of the migrations that ran */
export async function migrateUp(source: DataSource): Promise<string[]> {
  const ran = await source.runMigrations({ transaction: 'each' });
  return ran.map((migration) => migration.name);
}

/**
 * Undoes the newest migration. TypeORM opens its transaction before it switches foreign keys off, so on SQLite a
 * table rebuild would cascade-delete child rows: they are switched off here, and checked afterwards.
 */
export async function migrateDown(source: DataSource): Promise<void> {
  const isSqlite = source.options.type === 'better-sqlite3';
  if (isSqlite) await source.query('PRAGMA foreign_keys = OFF');
  await source.undoLastMigration({ transaction: 'each' });
  if (!isSqlite) return;
  const broken = (await source.query('PRAGMA foreign_key_check')) as unknown[];
  await source.query('PRAGMA foreign_keys = ON');
  if (broken.length) throw new Error(`Undoing the migration broke ${broken.length} foreign keys`);
}
