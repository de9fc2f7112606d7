import { AdoptionItem } from './adoption/adoption-item.js';
import { AdoptionService } from './adoption/adoption.service.js';
import { MinutesClosing } from './adoption/closing.js';
import { CircleFinder } from './circulation/circle.js';
import { CirculationApiController } from './circulation/circulation.api.controller.js';
import { CirculationController } from './circulation/circulation.controller.js';
import { CirculationFinder } from './circulation/circulation.finder.js';
import { CirculationJobs } from './circulation/circulation.jobs.js';
import { CirculationLetters } from './circulation/circulation-letters.js';
import { CirculationPage } from './circulation/circulation-page.js';
import { CirculationPanel } from './circulation/circulation-panel.js';
import { CirculationReminder } from './circulation/circulation-reminder.js';
import { CirculationService } from './circulation/circulation.service.js';
import { CommentFinder } from './comments/comment.finder.js';
import { CommentLinkController } from './comments/comment-link.controller.js';
import { CommentService } from './comments/comment.service.js';
import { RoundReading } from './comments/round-reading.js';
import { TakingService } from './comments/taking.service.js';
import { CommentsController } from './comments/comments.controller.js';
import { CommentsPage } from './comments/comments-page.js';
import { MinutesAnnexes } from './annex/minutes-annexes.js';
import { AttendanceFinder } from './attendance/attendance.finder.js';
import { AttendanceJobs } from './attendance/attendance.jobs.js';
import { AttendanceService } from './attendance/attendance.service.js';
import { DecisionApiController } from '../decision/decision.api.controller.js';
import { DecisionController } from '../decision/decision.controller.js';
import { DecisionFinder } from '../decision/decision.finder.js';
import { DecisionNumbers } from '../decision/decision-counter.js';
import { DecisionPages } from '../decision/decision-pages.js';
import { DecisionRegister } from '../decision/decision-register.js';
import { DecisionService } from '../decision/decision.service.js';
import { StandingController } from '../decision/standing.controller.js';
import { StandingService } from '../decision/standing.service.js';
import { EditingController } from './editing/editing.controller.js';
import { EditingPage } from './editing/editing-page.js';
import { MinutesController } from './minutes.controller.js';
import { LiveController } from './live/live.controller.js';
import { LiveDesk } from './live/live-desk.js';
import { LiveFinder } from './live/live.finder.js';
import { ParkingService } from './live/parking.service.js';
import { RunningService } from './live/running.service.js';
import { WriterService } from './live/writer.service.js';
import { MinutesApiController } from './minutes.api.controller.js';
import { MinutesFile } from './reading/minutes-file.js';
import { MinutesFinder } from './minutes.finder.js';
import { MinutesPanel } from './reading/minutes-panel.js';
import { MinutesPresenter } from './minutes.presenter.js';
import { MinutesReading } from './reading/minutes-reading.js';
import { MinutesStanding } from './reading/minutes-standing.js';
import { MinutesRecord } from './minutes-record.js';
import { MinutesService } from './minutes.service.js';
import { MinutesWords } from './reading/minutes-words.js';
import { MinutesExemptions } from './publication/minutes-exemptions.js';
import { MinutesIndex } from './publication/minutes-index.js';
import { MinutesLetters } from './publication/minutes-letters.js';
import { MinutesFollowUp } from './outcome/minutes-follow-up.js';
import { OutcomeApiController } from './outcome/outcome.api.controller.js';
import { OutcomeController } from './outcome/outcome.controller.js';
import { OutcomeService } from './outcome/outcome.service.js';
import { PublicationController } from './publication/publication.controller.js';
import { MinutesPublisher } from './publication/publication.service.js';
import { MinutesRecipients } from './publication/recipients.js';
import { SectionService } from './editing/section.service.js';

const attendance = [AttendanceFinder, AttendanceJobs, AttendanceService];
const decisions = [DecisionNumbers, DecisionFinder, DecisionPages, DecisionRegister, DecisionService, StandingService];
const reading = [
  MinutesAnnexes,
  MinutesFinder,
  MinutesRecord,
  MinutesReading,
  MinutesStanding,
  MinutesWords,
  MinutesPresenter,
  MinutesFile,
  MinutesPanel,
];
const writing = [
  MinutesService,
  SectionService,
  EditingPage,
  LiveDesk,
  LiveFinder,
  WriterService,
  RunningService,
  ParkingService,
  ...[MinutesFollowUp, OutcomeService],
];
const adoption = [
  ...[AdoptionItem, AdoptionService, MinutesClosing, CircleFinder, CirculationFinder, CirculationJobs],
  ...[CirculationLetters, CirculationPage, CirculationPanel, CirculationReminder, CirculationService],
  ...[CommentFinder, CommentService, CommentsPage, RoundReading, TakingService],
];
const publishing = [MinutesPublisher, MinutesRecipients, MinutesLetters, MinutesIndex, MinutesExemptions];

/** Providers of minutes, attendance and decisions, for the module of the context. */
export const minutesProviders = [...attendance, ...decisions, ...reading, ...writing, ...adoption, ...publishing];

export const minutesControllers = [
  CirculationApiController,
  CirculationController,
  CommentLinkController,
  CommentsController,
  DecisionApiController,
  DecisionController,
  EditingController,
  LiveController,
  MinutesApiController,
  MinutesController,
  OutcomeApiController,
  OutcomeController,
  PublicationController,
  StandingController,
];
