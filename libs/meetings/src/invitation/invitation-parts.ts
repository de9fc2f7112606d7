import { ParticipantController } from '../participant/participant.controller.js';
import { ParticipantEventsController } from '../participant/participant-events.controller.js';
import { ParticipantFinder } from '../participant/participant.finder.js';
import { ParticipantNotes } from '../participant/participant-notes.js';
import { ParticipantPanels } from '../participant/participant-panels.js';
import { AnswerController } from '../reply/answer.controller.js';
import { AnswerDoor } from '../reply/page/answer-door.js';
import { AnswerPage } from '../reply/page/answer-page.js';
import { AnswerParts } from '../reply/page/answer-parts.js';
import { AskAgain } from '../reply/page/ask-again.js';
import { IncomingMailFinder } from '../reply/incoming-mail.finder.js';
import { IncomingMailService } from '../reply/incoming-mail.service.js';
import { LostLink } from '../reply/lost-link/lost-link.js';
import { LostLinkController } from '../reply/lost-link/lost-link.controller.js';
import { LostLinkPage } from '../reply/lost-link/lost-link-page.js';
import { MailRefusal } from '../reply/review/mail-refusal.js';
import { MailReviewApiController } from '../reply/review/mail-review.api.controller.js';
import { MailReviewController } from '../reply/review/mail-review.controller.js';
import { MailReviewPage } from '../reply/review/mail-review-page.js';
import { WrittenReview } from '../reply/review/written-review.js';
import { WrittenAnswers } from '../reply/written/written-answers.js';
import { MailReviewService } from '../reply/review/mail-review.service.js';
import { RawMail } from '../reply/review/raw-mail.js';
import { TimeProposals } from '../reply/review/time-proposals.js';
import { MailboxIntake } from '../reply/mailbox-intake.js';
import { EarlierAnswer } from '../reply/page/earlier-answer.js';
import { OwnInvitations } from '../reply/page/own-invitations.js';
import { ReplyController } from '../reply/reply.controller.js';
import { ReplyFinder } from '../reply/reply.finder.js';
import { ReplyLookups } from '../reply/reply-context.js';
import { ReplyService } from '../reply/reply.service.js';
import { InvitationAgain } from './again/invitation-again.js';
import { InvitationApiController } from './invitation.api.controller.js';
import { Expectations } from './choosing/expectations.js';
import { InvitationChoice } from './choosing/invitation-choice.js';
import { InvitationController } from './invitation.controller.js';
import { ParticipantHome } from '../participant/participant-home.js';
import { InvitationFinder } from './invitation.finder.js';
import { Departures } from './choosing/departures.js';
import { EndedTerms } from './choosing/ended-terms.js';
import { InvitationPreview } from './choosing/invitation-preview.js';
import { InvitationService } from './invitation.service.js';
import { LetterExamples } from './choosing/letter-examples.js';
import { StepNotes } from './choosing/step-notes.js';
import { Reminders } from './reminding/reminders.js';
import { AnswerLink } from './sending/answer-link.js';
import { Bounces } from './sending/bounces.js';
import { EarlierTime } from './sending/earlier-time.js';
import { ChangesController } from './sending/changes.controller.js';
import { ChangesPage } from './sending/changes-page.js';
import { InvitationLetters } from './sending/invitation-letters.js';
import { InvitationNews } from './sending/invitation-news.js';
import { InvitationSender } from './sending/invitation-sender.js';
import { SaveTheDate } from './sending/save-the-date.js';
import { SaveTheDateController } from './sending/save-the-date.controller.js';
import { SaveTheDatePage } from './sending/save-the-date-page.js';
import { AgendaNews } from './sending/agenda-news.js';
import { LetterNews } from './sending/letter-news.js';
import { OpenProposals } from './sending/proposals/open-proposals.js';
import { SendingApiController } from './sending/sending.api.controller.js';
import { SendingLimits } from './sending/sending-limits.js';
import { WaitingNews } from './sending/waiting-news.js';
import { MailSettingsApiController } from './settings/mail-settings.api.controller.js';
import { MailSettingsController } from './settings/mail-settings.controller.js';
import { MailSettingsPage } from './settings/mail-settings-page.js';
import { MailSettings } from './settings/mail-settings.service.js';

const choosing = [Departures, EndedTerms, Expectations, InvitationChoice, InvitationPreview, LetterExamples, StepNotes];
const inviting = [InvitationAgain, InvitationFinder, InvitationService, MailSettings, MailSettingsPage, Reminders];
const sending = [
  ...[AnswerLink, Bounces, ChangesPage, EarlierTime, InvitationLetters, InvitationNews, InvitationSender],
  ...[AgendaNews, LetterNews, OpenProposals, SaveTheDate, SaveTheDatePage, SendingLimits, WaitingNews],
];
const answering = [
  AnswerDoor,
  AnswerPage,
  AnswerParts,
  AskAgain,
  EarlierAnswer,
  OwnInvitations,
  ReplyFinder,
  ReplyService,
];
const lost = [LostLink, LostLinkPage];
const mail = [IncomingMailFinder, IncomingMailService, MailboxIntake, ReplyLookups];
const reviewing = [
  MailRefusal,
  MailReviewPage,
  MailReviewService,
  RawMail,
  TimeProposals,
  WrittenAnswers,
  WrittenReview,
];
const board = [ParticipantFinder, ParticipantHome, ParticipantNotes, ParticipantPanels];

/** Invitations, the answers to them, and who takes part. */
export const invitationProviders = [
  ...[...inviting, ...choosing, ...sending, ...answering],
  ...[...lost, ...mail, ...reviewing, ...board],
];

export const invitationControllers = [
  ChangesController,
  MailSettingsApiController,
  MailSettingsController,
  SaveTheDateController,
  SendingApiController,
  AnswerController,
  InvitationApiController,
  InvitationController,
  LostLinkController,
  MailReviewApiController,
  MailReviewController,
  ParticipantController,
  ParticipantEventsController,
  ReplyController,
];
