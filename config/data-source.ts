import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { fitTextColumns } from '@samrad/platform/database';
import type { Env } from './env.js';
import { entities } from './entities.js';
import { migrations } from '../migrations/index.js';

interface Pragmas {
  pragma(text: string): unknown;
}

const common = { entities, migrations, synchronize: false, migrationsRun: false, logging: false };

function sqlite(file: string, readonly: boolean): DataSourceOptions {
  return {
    ...common,
    type: 'better-sqlite3',
    database: file,
    readonly,
    enableWAL: !readonly,
    prepareDatabase: (db: Pragmas) => {
      db.pragma('busy_timeout = 5000');
      if (readonly) return;
      // FULL: a mail that was marked as sent must not be sent again after a power cut.
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
    },
  };
}

const mariadb = (url: string): DataSourceOptions => ({
  ...common,
  type: 'mariadb',
  url: url.replace(/^mysql:/, 'mariadb:'),
  timezone: 'Z',
  // Counts are BIGINT: numbers, as SQLite gives them.
  supportBigNumbers: true,
  bigNumberStrings: false,
  charset: 'utf8mb4_unicode_ci',
  extra: { connectionLimit: 10, enableKeepAlive: true },
});

/** Writer and reader connections for a configuration; on MariaDB they are the same pool. */
export function dataSources(env: Env): { source: DataSource; reader: DataSource } {
  fitTextColumns(env.isMariaDb ? 'mariadb' : 'sqlite');
  if (env.values.DATABASE_URL) {
    const source = new DataSource(mariadb(env.values.DATABASE_URL));
    return { source, reader: source };
  }
  mkdirSync(env.values.DATA_DIR, { recursive: true });
  const file = join(env.values.DATA_DIR, 'samrad.sqlite');
  return { source: new DataSource(sqlite(file, false)), reader: new DataSource(sqlite(file, true)) };
}
