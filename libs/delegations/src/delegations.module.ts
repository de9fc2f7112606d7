import { Module } from '@nestjs/common';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { CheckInPage } from './check-in/check-in-page.js';
import { CheckInController } from './check-in/check-in.controller.js';
import { CheckInService } from './check-in/check-in.service.js';
import { OwnAttendance } from './check-in/own-attendance.js';
import { OwnPresence } from './check-in/own-presence.js';
import { OwnPresenceController } from './check-in/own-presence.controller.js';
import { NeedController } from './need/need.controller.js';
import { NeedFinder } from './need/need.finder.js';
import { NeedJobs } from './need/need.jobs.js';
import { NeedQuestion } from './need/need-question.js';
import { NeedErasure } from './need/need-erasure.js';
import { NeedService } from './need/need.service.js';
import { CertificateController } from './roster/certificate.controller.js';
import { HeadService } from './roster/head.service.js';
import { RosterApiController } from './roster/roster.api.controller.js';
import { RosterController } from './roster/roster.controller.js';
import { RosterExport } from './roster/roster-export.js';
import { RosterFiles } from './roster/roster-files.js';
import { RosterFinder } from './roster/roster.finder.js';
import { RosterPage } from './roster/roster-page.js';
import { RosterPanel } from './roster/roster-panel.js';
import { SeatApiController } from './seat/seat.api.controller.js';
import { SeatController } from './seat/seat.controller.js';
import { SeatFinder } from './seat/seat.finder.js';
import { SeatMails } from './seat/seat-mails.js';
import { SeatLetters } from './seat/seat-letters.js';
import { SeatParts } from './seat/seat-parts.js';
import { SeatService } from './seat/seat.service.js';
import { CandidateFinder } from './substitute/candidate.finder.js';
import { DecisionController } from './substitute/decision.controller.js';
import { AnswersJobs } from './substitute/following/answers.jobs.js';
import { CalendarProposalFinder } from './substitute/following/calendar-proposal.finder.js';
import { DeciderFinder } from './substitute/following/decider.finder.js';
import { ProposalNews } from './substitute/following/proposal-news.js';
import { SubstituteJobs } from './substitute/following/substitute.jobs.js';
import { SubstitutePage } from './substitute/showing/substitute-page.js';
import { SubstituteProposals } from './substitute/following/substitute-proposals.js';
import { SubstituteParts } from './substitute/showing/substitute-parts.js';
import { StandIn } from './substitute/stand-in.js';
import { SubstituteApiController } from './substitute/substitute.api.controller.js';
import { SubstituteController } from './substitute/substitute.controller.js';
import { SubstituteFinder } from './substitute/substitute.finder.js';
import { SubstituteLetters } from './substitute/substitute-letters.js';
import { SubstituteService } from './substitute/substitute.service.js';

const checkIn = [CheckInPage, CheckInService, OwnAttendance, OwnPresence];
const need = [NeedErasure, NeedFinder, NeedJobs, NeedQuestion, NeedService];
const roster = [HeadService, RosterExport, RosterFiles, RosterFinder, RosterPage, RosterPanel];
const seat = [SeatFinder, SeatLetters, SeatMails, SeatParts, SeatService];
const substitute = [
  AnswersJobs,
  CalendarProposalFinder,
  CandidateFinder,
  DeciderFinder,
  ProposalNews,
  StandIn,
  SubstituteFinder,
  SubstituteJobs,
  SubstituteLetters,
  SubstitutePage,
  SubstituteParts,
  SubstituteProposals,
  SubstituteService,
];

/** Who comes for whom: substitutes, seats, needs, lists and badges, check-in. */
@Module({
  imports: [NetworkModule, MeetingsModule],
  controllers: [
    // `/meetings/:id/check-in/…` and the like name their own last part; the order does not matter.
    CertificateController,
    CheckInController,
    DecisionController,
    NeedController,
    OwnPresenceController,
    RosterApiController,
    RosterController,
    SeatApiController,
    SeatController,
    SubstituteApiController,
    SubstituteController,
  ],
  providers: [...checkIn, ...need, ...roster, ...seat, ...substitute],
  exports: [...checkIn, ...need, ...roster, ...seat, ...substitute],
})
export class DelegationsModule {}
