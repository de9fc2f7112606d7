import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { ActionImportApiController } from './action-import/action-import.api.controller.js';
import { ActionImportController } from './action-import/action-import.controller.js';
import { ActionImportPage } from './action-import/action-import-page.js';
import { ActionImportService } from './action-import/action-import.service.js';
import { ActionLists } from './action-import/action-lists.js';
import { BulkPage } from './bulk/bulk-page.js';
import { BulkApiController } from './bulk/bulk.api.controller.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkService } from './bulk/bulk.service.js';
import { FeedController } from './feed/feed.controller.js';
import { ObligationFeeds } from './feed/obligation-feed.js';
import { HandOverHome } from './hand-over/hand-over-home.js';
import { HandOverPage } from './hand-over/hand-over-page.js';
import { HandOverApiController } from './hand-over/hand-over.api.controller.js';
import { HandOverController } from './hand-over/hand-over.controller.js';
import { HandOverFinder } from './hand-over/hand-over.finder.js';
import { HandOverService } from './hand-over/hand-over.service.js';
import { Leavings } from './hand-over/leavings.js';
import { TakenOverLetter } from './hand-over/taken-over-letter.js';
import { TakingOver } from './hand-over/taking-over.js';
import { MailAnswerLetters } from './mail-answer/mail-answer-letters.js';
import { MailAnswerPages } from './mail-answer/mail-answer-page.js';
import { MailAnswerPlaces } from './mail-answer/mail-answer-places.js';
import { MailAnswerApiController } from './mail-answer/mail-answer.api.controller.js';
import { MailAnswerController } from './mail-answer/mail-answer.controller.js';
import { MailAnswerFinder } from './mail-answer/mail-answer.finder.js';
import { MailAnswerService } from './mail-answer/mail-answer.service.js';
import { StateOverviewPage } from './state-overview/state-overview-page.js';
import { StateOverviewApiController } from './state-overview/state-overview.api.controller.js';
import { StateOverviewController } from './state-overview/state-overview.controller.js';
import { StateOverviewFinder } from './state-overview/state-overview.finder.js';
import { StateWords } from './state-overview/state-words.js';
import { TimelinePage } from './timeline/timeline-page.js';
import { TimelineApiController } from './timeline/timeline.api.controller.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { TimelineFinder } from './timeline/timeline.finder.js';

const stateOverview = [StateOverviewFinder, StateOverviewPage, StateWords];
const timeline = [TimelineFinder, TimelinePage];
const actionImport = [ActionImportPage, ActionImportService, ActionLists];
const bulk = [BulkPage, BulkService];
const handOver = [HandOverFinder, HandOverHome, HandOverPage, HandOverService, Leavings, TakenOverLetter, TakingOver];
const mailAnswer = [MailAnswerFinder, MailAnswerLetters, MailAnswerPages, MailAnswerPlaces, MailAnswerService];

/** What many actions ask of many people, seen and changed together: hand-overs, bulk changes, overviews, answers by mail. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule],
  controllers: [
    ...[ActionImportController, BulkController, FeedController, HandOverController, MailAnswerController],
    ...[StateOverviewController, TimelineController],
    ...[ActionImportApiController, BulkApiController, HandOverApiController, MailAnswerApiController],
    ...[StateOverviewApiController, TimelineApiController],
  ],
  providers: [...actionImport, ...bulk, ...handOver, ...stateOverview, ...timeline, ...mailAnswer, ObligationFeeds],
  exports: [BulkService, HandOverFinder, HandOverService, Leavings, MailAnswerFinder, MailAnswerService],
})
export class ObligationsModule {}
