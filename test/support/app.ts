import 'reflect-metadata';
import request from 'supertest';
import { cast, demoPassword, type CastName } from '../../apps/cli/src/demo/cast.js';
import { createServer, type RunningServer } from '../../apps/server/src/server.js';
import { SeriesService } from '@samrad/meetings';
import { ReferenceData } from '@samrad/network';
import { Db, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadEnv, type Env } from '../../config/env.js';
import { seedAccess } from '../../apps/cli/src/demo/access.js';
import { freshPlace } from './database.js';
import { Browser } from './browser.js';

/** The running application of a test, with people who can sign in to it. */
export interface TestApp {
  app: NestFastifyApplication;
  env: Env;
  /** A public visitor. */
  visitor(): Browser;
  /** Somebody of the cast, signed in. */
  as(name: CastName): Promise<Browser>;
  get: NestFastifyApplication['get'];
  /** Every mail written so far, oldest first. */
  mails(): Promise<{ id: string; toAddress: string; subject: string; raw: string; status: string }[]>;
  /** Runs the worker until nothing is due. */
  work(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the application on an empty, migrated database.
 * @param settings more environment variables
 * @param through reaches the database server by another port
 */
export async function startApp(settings: Record<string, string> = {}, through?: { port: number }): Promise<TestApp> {
  const place = await freshPlace();
  const env = loadEnv({
    ...place.settings,
    ...detour(place.settings, through),
    LOG_LEVEL: 'error',
    PUBLIC_URL: 'http://127.0.0.1',
    CHANGE_DELAY_SECONDS: '0',
    ...settings,
  });
  const server = await createServer(env);
  await server.app.get(ReferenceData).load();
  await server.app.get(SeriesService).load();
  await seedAccess(server.app);
  await server.app.getHttpAdapter().getInstance().ready();
  return partsOf(server, env, () => place.remove());
}

function detour({ DATABASE_URL }: Record<string, string>, through?: { port: number }): Record<string, string> {
  if (!DATABASE_URL || !through) return {};
  const url = new URL(DATABASE_URL);
  url.port = String(through.port);
  return { DATABASE_URL: url.href };
}

function partsOf({ app, close }: RunningServer, env: Env, remove: () => Promise<void>): TestApp {
  const browser = () => new Browser(request.agent(app.getHttpServer()));
  return {
    app,
    env,
    visitor: browser,
    get: app.get.bind(app) as NestFastifyApplication['get'],
    as: async (name) => {
      const visitor = browser();
      await visitor.signIn(cast[name].email, demoPassword);
      return visitor;
    },
    mails: () =>
      app.get(Db).rows(sql`
        SELECT id, to_address AS toAddress, subject, raw, status FROM mail_message ORDER BY id`),
    work: async () => {
      await app.get(Jobs).runDue();
    },
    close: async () => {
      await close();
      await remove();
    },
  };
}
