import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
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
import { MeetingsModule } from '@samrad/meetings';
import { PlanningModule } from '@samrad/planning';
import { NetworkModule } from '@samrad/network';
import { ObligationsModule } from '@samrad/obligations';
import { PreparationModule } from '@samrad/preparation';
import { AccessGuard, Contexts } from '@samrad/platform/auth';
import { PlatformModule, type PlatformParts } from '@samrad/platform/module';
import { AnswerInterceptor, RefusalFilter, SchemaPipe } from '@samrad/platform/views';
import { BadgeInterceptor } from './pages/badge.interceptor.js';
import { PagesModule } from './pages/pages.module.js';

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

/** Everything that answers a request. */
@Module({})
export class ServerModule {
  static with(parts: PlatformParts): DynamicModule {
    return {
      module: ServerModule,
      imports: [PlatformModule.with(parts), ...contexts, PagesModule],
      providers: [
        Contexts,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: SchemaPipe },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: BadgeInterceptor },
        { provide: APP_FILTER, useClass: RefusalFilter },
      ],
    };
  }
}
