import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { DelegationsModule } from '@samrad/delegations';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { PreparationModule } from '@samrad/preparation';
import { reportControllers, reportProviders } from './report/report-parts.js';
import { statePageControllers, statePageProviders } from './state-page/state-page-parts.js';

/** What goes from one meeting to the next: actions and topics that are carried over, and what States report. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule, DelegationsModule, PreparationModule],
  controllers: [...reportControllers, ...statePageControllers],
  providers: [...reportProviders, ...statePageProviders],
  exports: [...reportProviders],
})
export class FollowUpModule {}
