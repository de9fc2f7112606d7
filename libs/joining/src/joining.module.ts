import { Module } from '@nestjs/common';
import { NetworkModule } from '@samrad/network';
import { Admission } from './admission/admission.service.js';
import { Whom } from './admission/whom.js';
import { ApplicationApiController } from './application/application.api.controller.js';
import { ApplicationController } from './application/application.controller.js';
import { ApplicationFinder } from './application/application.finder.js';
import { ApplicationJobs } from './application/application.jobs.js';
import { ApplicationLetters } from './application/application-letters.js';
import { ApplicationPage } from './application/application-page.js';
import { ApplicationService } from './application/application.service.js';
import { JoinController } from './application/join.controller.js';
import { JoinForm } from './application/join-form.js';
import { CoverageApiController } from './coverage/coverage.api.controller.js';
import { CoverageController } from './coverage/coverage.controller.js';
import { CoverageFinder } from './coverage/coverage.finder.js';
import { JoiningHome } from './coverage/joining-home.js';
import { InvitationApiController } from './group-invitation/group-invitation.api.controller.js';
import { InvitationController } from './group-invitation/group-invitation.controller.js';
import { InvitationFinder } from './group-invitation/group-invitation.finder.js';
import { InvitationLetters } from './group-invitation/group-invitation-letters.js';
import { InvitationService } from './group-invitation/group-invitation.service.js';
import { WelcomeController } from './group-invitation/welcome.controller.js';
import { JoiningLetters } from './letter/joining-letters.js';
import { JoiningLink } from './letter/joining-link.js';
import { NominationApiController } from './nomination/nomination.api.controller.js';
import { NominationController } from './nomination/nomination.controller.js';
import { NominationFinder } from './nomination/nomination.finder.js';
import { NominationLetters } from './nomination/nomination-letters.js';
import { NominationPage } from './nomination/nomination-page.js';
import { NominationService } from './nomination/nomination.service.js';
import { TermApiController } from './term/term.api.controller.js';
import { TermController } from './term/term.controller.js';
import { TermFinder } from './term/term.finder.js';
import { TermLetters } from './term/term-letters.js';
import { TermReminders } from './term/term-reminders.js';
import { TermService } from './term/term.service.js';

const applications = [
  ...[ApplicationFinder, ApplicationJobs, ApplicationLetters, ApplicationPage, ApplicationService, JoinForm],
];
const invitations = [InvitationFinder, InvitationLetters, InvitationService];
const nominations = [NominationFinder, NominationLetters, NominationPage, NominationService];
const terms = [TermFinder, TermLetters, TermReminders, TermService];
const parts = [
  ...[Admission, Whom, JoiningLetters, JoiningLink, CoverageFinder, JoiningHome],
  ...[...applications, ...invitations, ...nominations, ...terms],
];

/** How people come into the network and how long they stay: applications, invitations, nominations, terms, coverage. */
@Module({
  imports: [NetworkModule],
  controllers: [
    ...[JoinController, ApplicationController, ApplicationApiController],
    ...[WelcomeController, InvitationController, InvitationApiController],
    ...[NominationController, NominationApiController],
    ...[TermController, TermApiController, CoverageController, CoverageApiController],
  ],
  providers: parts,
  exports: parts,
})
export class JoiningModule {}
