import { type INestApplicationContext, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule } from '@samrad/access';
import { ActionsModule } from '@samrad/actions';
import { AuditModule } from '@samrad/audit';
import { DelegationsModule } from '@samrad/delegations';
import { FilingModule } from '@samrad/filing';
import { DuplicatesModule } from '@samrad/duplicates';
import { ExchangeModule } from '@samrad/exchange';
import { ExpertiseModule } from '@samrad/expertise';
import { MyselfModule } from '@samrad/myself';
import { FollowUpModule } from '@samrad/follow-up';
import { JoiningModule } from '@samrad/joining';
import { LibraryModule } from '@samrad/library';
import { MailingsModule } from '@samrad/mailings';
import { MeetingsModule, SeriesService } from '@samrad/meetings';
import { PlanningModule } from '@samrad/planning';
import { NetworkModule, ReferenceData } from '@samrad/network';
import { ObligationsModule } from '@samrad/obligations';
import { PreparationModule } from '@samrad/preparation';
import { Db } from '@samrad/platform/database';
import {
  installationSecret,
  makeLogger,
  NestLogger,
  PlatformModule,
  type PlatformParts,
} from '@samrad/platform/module';
import { openDatabase } from '../../../config/database.js';
import { loadEnv } from '../../../config/env.js';

@Module({})
class CliModule {
  static with(parts: PlatformParts): DynamicModule {
    const contexts = [
      NetworkModule,
      AccessModule,
      AuditModule,
      LibraryModule,
      MeetingsModule,
      ActionsModule,
      DelegationsModule,
      PlanningModule,
      FilingModule,
      PreparationModule,
      ObligationsModule,
      FollowUpModule,
      DuplicatesModule,
      MailingsModule,
      ExchangeModule,
      ExpertiseModule,
      JoiningModule,
      MyselfModule,
    ];
    return { module: CliModule, imports: [PlatformModule.with(parts), ...contexts] };
  }
}

/** Runs a command with all services on the configured database, and closes everything afterwards. */
export async function withApplication<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const env = loadEnv();
  const database = await openDatabase(env);
  try {
    const secret = await installationSecret(new Db(database.source, database.reader), env.values.SECRET);
    const module = CliModule.with({ env, source: database.source, reader: database.reader, secret });
    const logger = new NestLogger(makeLogger(env.values.LOG_LEVEL === 'info' ? 'warn' : env.values.LOG_LEVEL));
    const app = await NestFactory.createApplicationContext(module, { logger });
    await app.get(ReferenceData).load();
    await app.get(SeriesService).load();
    return await work(app).finally(() => app.close());
  } finally {
    await database.close();
  }
}
