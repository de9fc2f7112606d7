import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import serveStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { installationSecret, makeLogger, NestLogger } from '@samrad/platform/module';
import { Assets, newRequestId } from '@samrad/platform/views';
import { openDatabase } from '../../../config/database.js';
import type { Env } from '../../../config/env.js';
import { OpenApi } from './pages/open-api.js';
import { securityHeaders } from './security-headers.js';
import { ServerModule } from './server.module.js';

export interface RunningServer {
  app: NestFastifyApplication;
  close(): Promise<void>;
}

/** The whole application on an opened and migrated database; not yet listening. */
export async function createServer(env: Env, clock?: Clock): Promise<RunningServer> {
  const log = makeLogger(env.values.LOG_LEVEL);
  const database = await openDatabase(env);
  const secret = await installationSecret(new Db(database.source, database.reader), env.values.SECRET);
  const module = ServerModule.with({ env, source: database.source, reader: database.reader, secret, clock });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapterFor(env, log), {
    logger: new NestLogger(log),
  });
  await addPlugins(app);
  app.get(OpenApi).describe(app);
  await app.init();
  const close = async () => {
    await app.close();
    await database.close();
  };
  return { app, close };
}

function adapterFor(env: Env, log: Logger): FastifyAdapter {
  const adapter = new FastifyAdapter({
    // One proxy in front: what a client itself writes into X-Forwarded-For is not believed.
    trustProxy: env.values.TRUST_PROXY && ((_address: string, hop: number) => hop === 0),
    bodyLimit: 2_000_000,
    genReqId: newRequestId,
    logger: false,
    routerOptions: { maxParamLength: 300 },
  });
  const fastify = adapter.getInstance();
  const headers = securityHeaders(env);
  fastify.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as { bodyLimit?: number };
    if (bodyLimit) route.bodyLimit = bodyLimit;
  });
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const milliseconds = Math.round(reply.elapsedTime);
    log.info({ requestId: request.id, method: request.method, route, status: reply.statusCode, milliseconds });
    done();
  });
  return adapter;
}

async function addPlugins(app: NestFastifyApplication): Promise<void> {
  await app.register(cookie as never);
  await app.register(multipart as never);
  const { folder } = app.get(Assets);
  if (!folder) return;
  const options = {
    root: folder,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  };
  await app.register(serveStatic as never, options as never);
}
