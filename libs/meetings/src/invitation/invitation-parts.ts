import { ParticipantController } from '../participant/participant.controller.js';
import { ParticipantEventsController } from '../participant/participant-events.controller.js';
import { ParticipantFinder } from '../participant/participant.finder.js';
import { ParticipantPanels } from '../participant/participant-panels.js';
import { AnswerController } from '../reply/answer.controller.js';
import { AnswerPage } from '../reply/page/answer-page.js';
import { IncomingMailFinder } from '../reply/incoming-mail.finder.js';
import { IncomingMailService } from '../reply/incoming-mail.service.js';
import { MailRefusal } from '../reply/review/mail-refusal.js';
import { MailReviewApiController } from '../reply/review/mail-review.api.controller.js';
import { MailReviewController } from '../reply/review/mail-review.controller.js';
import { MailReviewPage } from '../reply/review/mail-review-page.js';
import { MailReviewService } from '../reply/review/mail-review.service.js';
import { RawMail } from '../reply/review/raw-mail.js';
import { MailboxIntake } from '../reply/mailbox-intake.js';
import { OwnInvitations } from '../reply/page/own-invitations.js';
import { ReplyController } from '../reply/reply.controller.js';
import { ReplyFinder } from '../reply/reply.finder.js';
import { ReplyLookups } from '../reply/reply-context.js';
import { ReplyService } from '../reply/reply.service.js';
import { InvitationApiController } from './invitation.api.controller.js';
import { Expectations } from './choosing/expectations.js';
import { InvitationChoice } from './choosing/invitation-choice.js';
import { InvitationController } from './invitation.controller.js';
import { ParticipantHome } from '../participant/participant-home.js';
import { InvitationFinder } from './invitation.finder.js';
import { InvitationPreview } from './choosing/invitation-preview.js';
import { InvitationService } from './invitation.service.js';
import { AnswerLink } from './sending/answer-link.js';
import { InvitationLetters } from './sending/invitation-letters.js';
import { InvitationNews } from './sending/invitation-news.js';
import { InvitationSender } from './sending/invitation-sender.js';

const inviting = [Expectations, InvitationChoice, InvitationFinder, InvitationPreview, InvitationService];
const sending = [AnswerLink, InvitationLetters, InvitationNews, InvitationSender];
const answering = [AnswerPage, OwnInvitations, ReplyFinder, ReplyService];
const mail = [IncomingMailFinder, IncomingMailService, MailboxIntake, ReplyLookups];
const reviewing = [MailRefusal, MailReviewPage, MailReviewService, RawMail];
const board = [ParticipantFinder, ParticipantHome, ParticipantPanels];

/** Invitations, the answers to them, and who takes part. */
export const invitationProviders = [...inviting, ...sending, ...answering, ...mail, ...reviewing, ...board];

export const invitationControllers = [
  AnswerController,
  InvitationApiController,
  InvitationController,
  MailReviewApiController,
  MailReviewController,
  ParticipantController,
  ParticipantEventsController,
  ReplyController,
];
