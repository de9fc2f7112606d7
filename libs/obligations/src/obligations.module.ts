import { Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { FeedController } from './feed/feed.controller.js';
import { ObligationFeeds } from './feed/obligation-feed.js';
import { StateOverviewApiController } from './state-overview/state-overview.api.controller.js';
import { StateOverviewController } from './state-overview/state-overview.controller.js';
import { StateOverviewFinder } from './state-overview/state-overview.finder.js';
import { StateOverviewPage } from './state-overview/state-overview-page.js';
import { StateWords } from './state-overview/state-words.js';
import { TimelineApiController } from './timeline/timeline.api.controller.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { TimelineFinder } from './timeline/timeline.finder.js';
import { TimelinePage } from './timeline/timeline-page.js';

const stateOverview = [StateOverviewFinder, StateOverviewPage, StateWords];
const timeline = [TimelineFinder, TimelinePage];

/** What many actions ask of many people, seen and changed together: hand-overs, bulk changes, overviews. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule],
  controllers: [
    FeedController,
    StateOverviewController,
    TimelineController,
    StateOverviewApiController,
    TimelineApiController,
  ],
  providers: [...stateOverview, ...timeline, ObligationFeeds],
  exports: [],
})
export class ObligationsModule {}
