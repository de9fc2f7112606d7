import { Global, Module } from '@nestjs/common';
import { LibraryModule } from '@samrad/library';
import { MeetingActions, MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { ActionForms } from './action/action-forms.js';
import { ActionLines } from './action/action-lines.js';
import { ActionOwners } from './action/action-owners.js';
import { ActionPage } from './action/action-page.js';
import { ActionSharing } from './action/action-sharing.js';
import { ActionApiController } from './action/action.api.controller.js';
import { ActionController } from './action/action.controller.js';
import { ActionFinder } from './action/action.finder.js';
import { ActionJobs } from './action/action.jobs.js';
import { ActionService } from './action/action.service.js';
import { ChoiceFinder } from './overview/choice.finder.js';
import { ChasingApiController } from './chasing/chasing.api.controller.js';
import { ChasingController } from './chasing/chasing.controller.js';
import { ChasingFinder } from './chasing/chasing.finder.js';
import { ChasingLetters } from './chasing/chasing-letters.js';
import { ChasingPage } from './chasing/chasing-page.js';
import { ChasingPeople } from './chasing/chasing-people.js';
import { LateLines } from './chasing/late-lines.js';
import { ChasingService } from './chasing/chasing.service.js';
import { ExtensionApiController } from './extension/extension.api.controller.js';
import { ExtensionController } from './extension/extension.controller.js';
import { ExtensionLetters } from './extension/extension-letters.js';
import { ExtensionPages } from './extension/extension-pages.js';
import { ExtensionService } from './extension/extension.service.js';
import { FiguresApiController } from './figures/figures.api.controller.js';
import { FiguresController } from './figures/figures.controller.js';
import { FiguresFinder } from './figures/figures.finder.js';
import { FiguresPage } from './figures/figures-page.js';
import { ActionTopics } from './overview/action-topics.js';
import { ActionsOfMeeting } from './overview/actions-of-meeting.js';
import { ActionsPanel } from './overview/meeting-panel.js';
import { ActionHistory } from './overview/action-history.js';
import { ActionHome } from './overview/action-home.js';
import { OverviewController } from './overview/overview.controller.js';
import { OverviewPage } from './overview/overview-page.js';
import { SummaryFinder } from './overview/summary.finder.js';
import { AssignmentService } from './progress/assignment.service.js';
import { ProgressApiController } from './progress/progress.api.controller.js';
import { ProgressController } from './progress/progress.controller.js';
import { ProgressFinder } from './progress/progress.finder.js';
import { ProgressNotes } from './progress/progress-notes.js';
import { ProgressPages } from './progress/progress-pages.js';
import { ProgressService } from './progress/progress.service.js';
import { ResponsibleFinder } from './progress/responsible.finder.js';
import { RelationApiController } from './relation/relation.api.controller.js';
import { RelationController } from './relation/relation.controller.js';
import { RelationFinder } from './relation/relation.finder.js';
import { RelationPage } from './relation/relation-page.js';
import { RelationService } from './relation/relation.service.js';
import { SupersededLines } from './relation/superseded-lines.js';
import { ReminderApiController } from './reminder/reminder.api.controller.js';
import { ReminderController } from './reminder/reminder.controller.js';
import { ReminderMails } from './reminder/reminder-mails.js';
import { ReminderService } from './reminder/reminder.service.js';
import { SpeakingFor } from './reminder/speaking-for.js';
import { TaskLink } from './reminder/task-link.js';

const action = [
  ActionFinder,
  ChoiceFinder,
  ActionLines,
  ActionOwners,
  ActionHistory,
  ActionService,
  ActionSharing,
  ActionJobs,
  ActionForms,
  ActionPage,
];
const progress = [
  ProgressFinder,
  ResponsibleFinder,
  ProgressService,
  ProgressNotes,
  AssignmentService,
  ProgressPages,
  SummaryFinder,
  OverviewPage,
  ActionHome,
];
const relation = [RelationFinder, RelationPage, RelationService, SupersededLines];
const extension = [ExtensionLetters, ExtensionPages, ExtensionService];
const chasing = [ChasingFinder, ChasingLetters, ChasingPage, ChasingPeople, ChasingService, LateLines];
const figures = [FiguresFinder, FiguresPage];
const meeting = [
  ActionTopics,
  ActionsOfMeeting,
  ActionsPanel,
  { provide: MeetingActions, useExisting: ActionsOfMeeting },
];

/** Action items and the progress of each State. Global, because the minutes of a meeting name its actions. */
@Global()
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule],
  controllers: [
    // The list and the reminder before the action: `/actions/reminder` is no id.
    OverviewController,
    FiguresController,
    ReminderController,
    ActionController,
    ProgressController,
    ChasingController,
    ExtensionController,
    RelationController,
    FiguresApiController,
    ReminderApiController,
    ChasingApiController,
    ExtensionApiController,
    RelationApiController,
    ActionApiController,
    ProgressApiController,
  ],
  providers: [
    ...action,
    ...progress,
    ...relation,
    ...extension,
    ...chasing,
    ...figures,
    ...meeting,
    ReminderMails,
    ReminderService,
    SpeakingFor,
    TaskLink,
  ],
  exports: [
    ...[ActionFinder, ChoiceFinder, ProgressFinder, ProgressNotes, ResponsibleFinder],
    ...[ActionOwners, ActionService, AssignmentService, ExtensionService, ProgressService, RelationService],
    ...[OverviewPage, ReminderMails, ReminderService, TaskLink, MeetingActions],
  ],
})
export class ActionsModule {}
