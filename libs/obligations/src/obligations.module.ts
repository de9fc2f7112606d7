import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { FeedController } from './feed/feed.controller.js';
import { ObligationFeeds } from './feed/obligation-feed.js';
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
const mailAnswer = [MailAnswerFinder, MailAnswerLetters, MailAnswerPages, MailAnswerPlaces, MailAnswerService];

/** What many actions ask of many people, seen and changed together: hand-overs, bulk changes, overviews, answers by mail. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule],
  controllers: [
    FeedController,
    MailAnswerController,
    StateOverviewController,
    TimelineController,
    MailAnswerApiController,
    StateOverviewApiController,
    TimelineApiController,
  ],
  providers: [...stateOverview, ...timeline, ObligationFeeds, ...mailAnswer],
  exports: [MailAnswerFinder, MailAnswerService],
})
export class ObligationsModule {}
