import 'reflect-metadata';
import { SetupCode } from '@samrad/access';
import { SeriesService } from '@samrad/meetings';
import { ReferenceData } from '@samrad/network';
import { Settings } from '@samrad/platform/database';
import { WorkLoop } from '@samrad/platform/module';
import { ConfigurationError, loadEnv, type Env } from '../../../config/env.js';
import { createServer } from './server.js';
import { welcome } from './welcome.js';

async function start(env: Env): Promise<void> {
  const server = await createServer(env);
  const { app } = server;
  await app.get(ReferenceData).load();
  await app.get(SeriesService).load();
  await app.listen(env.values.PORT, env.host);
  await app.get(SetupCode).printIfNeeded((text) => console.log(text));
  if (env.values.WORKER) app.get(WorkLoop).start();
  const demo = env.isDemo ? await app.get(Settings).get('demo.loaded') : null;
  console.log(welcome(env, await app.getUrl(), demo));
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

try {
  await start(loadEnv());
} catch (error) {
  console.error(sentence(error));
  process.exit(1);
}

/** What an operator can mend is said in a sentence; a bug is shown whole. */
function sentence(error: unknown): unknown {
  if (error instanceof ConfigurationError) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code !== 'EADDRINUSE') return error;
  return `Port ${port} is taken by another program. Stop that one, or choose another: PORT=3001 npm start`;
}
