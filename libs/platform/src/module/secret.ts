import { randomBytes } from 'node:crypto';
import { Secret } from '../auth/secret.js';
import { type Db, Settings } from '../database/index.js';

/** The signing key: from the configuration, or one made at the first start and shared through the database. */
export async function installationSecret(db: Db, configured: string | undefined): Promise<Secret> {
  if (configured) return new Secret(configured);
  const settings = new Settings(db);
  return new Secret((await settings.get('secret')) ?? (await makeSecret(settings)));
}

async function makeSecret(settings: Settings): Promise<string> {
  const value = randomBytes(32).toString('base64url');
  await settings.set('secret', value);
  return value;
}
