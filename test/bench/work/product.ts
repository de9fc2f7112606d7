import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadReferenceData } from '@samrad/network';
import { Secret } from '@samrad/platform/auth';
import { WorkerModule } from '../../../apps/worker/src/worker.module.js';
import { openDatabase } from '../../../config/database.js';
import { loadEnv } from '../../../config/env.js';

/** The product without HTTP, on the database that the environment names. */
export async function openProduct(): Promise<INestApplicationContext> {
  const env = loadEnv();
  const { source, reader } = await openDatabase(env);
  const module = WorkerModule.with({ env, source, reader, secret: new Secret('bench') });
  const app = await NestFactory.createApplicationContext(module, { logger: ['error'] });
  await loadReferenceData(app);
  return app;
}
