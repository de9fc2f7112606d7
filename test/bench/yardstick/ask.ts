// The shortest way to rows: prepared statements of the driver, and nothing else.
import Database from 'better-sqlite3';
import { createPool } from 'mysql2/promise';
import type { Place } from '../scratch/place.js';

export type Found = Record<string, string | number | null>;
export type Ask = (statement: string, ...values: (string | number)[]) => Found[] | Promise<Found[]>;

export const askOf = ({ dialect, location }: Pick<Place, 'dialect' | 'location'>): Ask =>
  dialect === 'sqlite' ? sqliteAsk(location) : mariaAsk(location);

function sqliteAsk(file: string): Ask {
  const db = new Database(file, { readonly: true });
  const prepared = new Map<string, Database.Statement>();
  return (text, ...values) => {
    const statement = prepared.get(text) ?? db.prepare(text);
    prepared.set(text, statement);
    return statement.all(...values) as Found[];
  };
}

function mariaAsk(url: string): Ask {
  const pool = createPool({ uri: url, connectionLimit: 10, timezone: 'Z' });
  return async (text, ...values) => {
    const [rows] = await pool.execute(text, values);
    return rows as Found[];
  };
}
