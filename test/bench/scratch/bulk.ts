import Database from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import type { Place } from './place.js';

export type Value = string | number | null;
export type Row = Record<string, Value>;

/** Puts many rows into a table at once. All rows of a call have the columns of the first. */
export interface Bulk {
  insert(table: string, rows: Row[]): Promise<void>;
  /** A statement of the yardstick's own: its tables are not the product's. */
  make(statement: string): Promise<void>;
  readonly dialect: Place['dialect'];
  /** Commits, and leaves the database as the product would: MariaDB counts its rows by itself, SQLite is never analysed. */
  finish(): Promise<void>;
}

export const openBulk = (place: Place): Promise<Bulk> =>
  place.dialect === 'sqlite' ? sqliteBulk(place.location) : mariaBulk(place.location);

async function sqliteBulk(file: string): Promise<Bulk> {
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  // 256 MB: indices of many rows are filled out of order.
  db.pragma('cache_size = -262144');
  db.exec('BEGIN');
  return {
    dialect: 'sqlite',
    make: async (statement) => void db.exec(statement),
    insert: async (table, rows) => {
      const columns = Object.keys(rows[0] ?? {});
      if (!columns.length) return;
      const statement = db.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of rows) statement.run(columns.map((column) => row[column]));
    },
    finish: async () => {
      db.exec('COMMIT');
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
}

const atOnce = 1000;

async function mariaBulk(url: string): Promise<Bulk> {
  const connection = await createConnection({ uri: url });
  await connection.query('SET FOREIGN_KEY_CHECKS = 0, UNIQUE_CHECKS = 0, autocommit = 0');
  const filled = new Set<string>();
  return {
    dialect: 'mariadb',
    make: async (statement) => void (await connection.query(statement)),
    insert: async (table, rows) => {
      const columns = Object.keys(rows[0] ?? {});
      if (!columns.length) return;
      filled.add(table);
      for (let at = 0; at < rows.length; at += atOnce) {
        const values = rows.slice(at, at + atOnce).map((row) => columns.map((column) => row[column]));
        await connection.query(`INSERT INTO ${table} (${columns.map((name) => `\`${name}\``).join(', ')}) VALUES ?`, [
          values,
        ]);
      }
    },
    finish: async () => {
      await connection.query('COMMIT');
      await connection.query(`ANALYZE TABLE ${[...filled].join(', ')}`);
      await connection.end();
    },
  };
}
