import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { Env } from '../../../../config/env.js';

/** Removes a database that was filled with demo data, with its files. Any other database is left alone. */
export async function removeDemo(env: Env, confirmed: boolean): Promise<string> {
  if (env.isMariaDb) return 'DATABASE_URL is set: there is never demo data in that database. Nothing was removed.';
  const file = join(env.values.DATA_DIR, 'samrad.sqlite');
  if (!existsSync(file)) return 'There is no embedded database. Nothing was removed.';
  if (!(await isDemoDatabase(file))) return 'This database was not made by the demo. Nothing was removed.';
  if (!confirmed) return `This removes ${file} and the uploaded files beside it. Run it again with --yes.`;
  for (const name of ['samrad.sqlite', 'samrad.sqlite-wal', 'samrad.sqlite-shm', 'files']) {
    rmSync(join(env.values.DATA_DIR, name), { recursive: true, force: true });
  }
  return 'The demo data is removed. Start with DEMO=off to begin with an empty system.';
}

async function isDemoDatabase(database: string): Promise<boolean> {
  const source = await new DataSource({ type: 'better-sqlite3', database, readonly: true }).initialize();
  try {
    const rows = (await source.query("SELECT value FROM setting WHERE name = 'demo.loaded'")) as unknown[];
    return rows.length > 0;
  } finally {
    await source.destroy();
  }
}
