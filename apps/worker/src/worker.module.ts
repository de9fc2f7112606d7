import { type DynamicModule, Module } from '@nestjs/common';
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
import { PlatformModule, type PlatformParts } from '@samrad/platform/module';

/** The same contexts as the server, without HTTP. */
@Module({})
export class WorkerModule {
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
    return { module: WorkerModule, imports: [PlatformModule.with(parts), ...contexts] };
  }
}
