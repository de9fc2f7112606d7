import { Module } from '@nestjs/common';
import { LibraryModule } from '@samrad/library';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { AskedFinder } from './asked/asked.finder.js';
import { AskedLetters } from './asked/asked-letters.js';
import { AskedLink } from './asked/asked-link.js';
import { AskedPeople } from './asked/asked-people.js';
import { AskedReminders } from './asked/asked-reminders.js';
import { PreparationPanel } from './asked/meeting-panel.js';
import { PresenterAnswerController } from './confirmation/answer.controller.js';
import { AnswerPage } from './confirmation/answer-page.js';
import { ConfirmationApiController } from './confirmation/confirmation.api.controller.js';
import { ConfirmationController } from './confirmation/confirmation.controller.js';
import { ConfirmationFinder } from './confirmation/confirmation.finder.js';
import { ConfirmationJobs } from './confirmation/confirmation.jobs.js';
import { ConfirmationLetters } from './confirmation/confirmation-letters.js';
import { ConfirmationNotes } from './confirmation/confirmation-notes.js';
import { ConfirmationPage } from './confirmation/confirmation-page.js';
import { ConfirmationService } from './confirmation/confirmation.service.js';
import { ConsultationApiController } from './consultation/consultation.api.controller.js';
import { ConsultationController } from './consultation/consultation.controller.js';
import { ConsultationFinder } from './consultation/consultation.finder.js';
import { ConsultationJobs } from './consultation/consultation.jobs.js';
import { ConsultationLetters } from './consultation/consultation-letters.js';
import { ConsultationPage } from './consultation/consultation-page.js';
import { ConsultationService } from './consultation/consultation.service.js';
import { ItemCallApiController } from './item-call/item-call.api.controller.js';
import { ItemCallController } from './item-call/item-call.controller.js';
import { ItemCallFinder } from './item-call/item-call.finder.js';
import { ItemCallJobs } from './item-call/item-call.jobs.js';
import { ItemCallLetters } from './item-call/item-call-letters.js';
import { ItemCallNotes } from './item-call/item-call-notes.js';
import { ItemCallPage } from './item-call/item-call-page.js';
import { ItemCallService } from './item-call/item-call.service.js';
import { ItemDecisionController } from './item-proposal/item-decision.controller.js';
import { ItemDecisionPage } from './item-proposal/item-decision-page.js';
import { DecisionOfItems } from './item-proposal/item-decision.service.js';
import { ProposalController } from './item-proposal/item-proposal.controller.js';
import { ProposalFinder } from './item-proposal/item-proposal.finder.js';
import { ProposalLetters } from './item-proposal/item-proposal-letters.js';
import { ProposalService } from './item-proposal/item-proposal.service.js';
import { ProposalPage } from './item-proposal/proposal-page.js';
import { RankingController } from './ranking/ranking.controller.js';
import { RankingPage } from './ranking/ranking-page.js';
import { RankingService } from './ranking/ranking.service.js';
import { ResultFinder } from './ranking/result.finder.js';

const asked = [AskedFinder, AskedLetters, AskedLink, AskedPeople, AskedReminders, PreparationPanel];
const confirmation = [
  ...[ConfirmationFinder, ConfirmationJobs, ConfirmationLetters, ConfirmationNotes, ConfirmationPage],
  ...[ConfirmationService, AnswerPage],
];
const items = [
  ...[ItemCallFinder, ItemCallJobs, ItemCallLetters, ItemCallNotes, ItemCallPage, ItemCallService],
  ...[DecisionOfItems, ItemDecisionPage, ProposalFinder, ProposalLetters, ProposalPage, ProposalService],
];
const consultation = [
  ...[ConsultationFinder, ConsultationJobs, ConsultationLetters, ConsultationPage, ConsultationService],
  ...[RankingPage, RankingService, ResultFinder],
];

/** What goes before a meeting: presenters who confirm, items that States propose, consultations. */
@Module({
  imports: [NetworkModule, LibraryModule, MeetingsModule],
  controllers: [
    ...[ConfirmationController, PresenterAnswerController],
    ...[ItemCallController, ItemDecisionController, ProposalController],
    ...[ConsultationController, RankingController],
    ...[ConfirmationApiController, ItemCallApiController, ConsultationApiController],
  ],
  providers: [...asked, ...confirmation, ...items, ...consultation],
  exports: [
    ConfirmationFinder,
    DecisionOfItems,
    ConsultationFinder,
    ConsultationService,
    RankingService,
    ResultFinder,
    AskedFinder,
    AskedLetters,
    AskedLink,
    AskedPeople,
    AskedReminders,
    PreparationPanel,
    ConfirmationService,
    ItemCallFinder,
    ItemCallService,
    ProposalFinder,
    ProposalService,
  ],
})
export class PreparationModule {}
