import type { INestApplicationContext } from '@nestjs/common';
import { Db, Settings, sql } from '@samrad/platform/database';
import type { Env } from '../../../../config/env.js';
import { seedAccess } from './access.js';
import { seedNetwork } from './network.js';

const seeds = [seedNetwork, seedAccess];

/** Loads the demo network once, into an embedded database without persons. @returns whether it did */
export async function loadDemo(app: INestApplicationContext, env: Env): Promise<boolean> {
  if (!env.isDemo) return false;
  const person = await app.get(Db).row(sql`SELECT id FROM person LIMIT 1`);
  if (person) return false;
  for (const seed of seeds) await seed(app);
  await app.get(Settings).set('demo.loaded', 'yes');
  return true;
}
