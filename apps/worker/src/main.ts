import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Db } from '@samrad/platform/database';
import { installationSecret, makeLogger, NestLogger, WorkLoop } from '@samrad/platform/module';
import { openDatabase } from '../../../config/database.js';
import { ConfigurationError, loadEnv } from '../../../config/env.js';
import { WorkerModule } from './worker.module.js';

/** A process that only works: sends mail, reads the mailbox, runs jobs. Start as many as you like on MariaDB. */
try {
  const env = loadEnv();
  const log = makeLogger(env.values.LOG_LEVEL);
  const database = await openDatabase(env);
  const secret = await installationSecret(new Db(database.source, database.reader), env.values.SECRET);
  const module = WorkerModule.with({ env, source: database.source, reader: database.reader, secret });
  const app = await NestFactory.createApplicationContext(module, { logger: new NestLogger(log) });
  app.get(WorkLoop).start();
  log.info('The worker is ready');
  const stop = () =>
    void app
      .close()
      .then(() => database.close())
      .then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error);
  process.exit(1);
}
