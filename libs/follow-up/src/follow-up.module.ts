import { Global, Module } from '@nestjs/common';
import { ActionsModule } from '@samrad/actions';
import { DelegationsModule } from '@samrad/delegations';
import { LibraryModule } from '@samrad/library';
import { FollowUps, MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { CarryOverApiController } from './carry-over/carry-over.api.controller.js';
import { CarryOverFinder } from './carry-over/carry-over.finder.js';
import { CarryOverJobs } from './carry-over/carry-over.jobs.js';
import { CarryOverPanel } from './carry-over/carry-over-panel.js';
import { CarryOverService } from './carry-over/carry-over.service.js';
import { FollowUpReading } from './carry-over/follow-up-reading.js';
import { FollowedActionFinder } from './carry-over/followed-actions.js';
import { SeriesMeetings } from './carry-over/series-meetings.js';
import { TopicStates } from './carry-over/topic-states.js';
import { TopicHistoryApiController } from './topic-history/topic-history.api.controller.js';
import { TopicHistoryController } from './topic-history/topic-history.controller.js';
import { TopicHistoryFinder } from './topic-history/topic-history.finder.js';
import { TopicHistoryPage } from './topic-history/topic-history-page.js';
import { PreparationModule } from '@samrad/preparation';
import { reportControllers, reportProviders } from './report/report-parts.js';
import { statePageControllers, statePageProviders } from './state-page/state-page-parts.js';
import { TaskDoor } from './tasks/task-door.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksPage } from './tasks/tasks-page.js';

const carryOver = [
  ...[CarryOverFinder, CarryOverJobs, CarryOverPanel, CarryOverService],
  ...[FollowedActionFinder, SeriesMeetings, TopicStates],
  ...[FollowUpReading, { provide: FollowUps, useExisting: FollowUpReading }],
];

const topicHistory = [TopicHistoryFinder, TopicHistoryPage];

/**
 * What goes from one meeting to the next: actions and topics that are carried over, and what States report. Global,
 * because agendas and minutes show what comes from the meetings before.
 */
@Global()
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule, ActionsModule, DelegationsModule, PreparationModule],
  controllers: [
    ...[CarryOverApiController, TopicHistoryController, TopicHistoryApiController],
    ...reportControllers,
    ...statePageControllers,
    TasksController,
  ],
  providers: [...carryOver, ...topicHistory, ...reportProviders, ...statePageProviders, TaskDoor, TasksPage],
  exports: [CarryOverFinder, CarryOverService, FollowUps, ...reportProviders],
})
export class FollowUpModule {}
