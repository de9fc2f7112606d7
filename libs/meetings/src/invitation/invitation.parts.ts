import { IncomingMailFinder } from '../reply/incoming-mail.finder.js';
import { IncomingMailService } from '../reply/incoming-mail.service.js';
import { MailboxIntake } from '../reply/mailbox-intake.js';
import { ReplyLookups } from '../reply/reply-context.js';
import { ReplyService } from '../reply/reply.service.js';
import { InvitationFinder } from './invitation.finder.js';
import { InvitationService } from './invitation.service.js';
import { AnswerLink } from './sending/answer-link.js';
import { InvitationLetters } from './sending/invitation-letters.js';
import { InvitationNews } from './sending/invitation-news.js';
import { InvitationSender } from './sending/invitation-sender.js';

/** Invitations, the answers to them, and who takes part. */
export const invitationProviders = [
  AnswerLink,
  IncomingMailFinder,
  IncomingMailService,
  InvitationFinder,
  InvitationLetters,
  InvitationNews,
  InvitationSender,
  InvitationService,
  MailboxIntake,
  ReplyLookups,
  ReplyService,
];
export const invitationControllers = [];
