import { Module } from '@nestjs/common';
import { MeetingsModule } from '@samrad/meetings';
import { NetworkModule } from '@samrad/network';
import { ExpectationFinder } from './expectation/expectation.finder.js';
import { ExpectationPanel } from './expectation/meeting-panel.js';
import { AskedPage } from './poll/page/asked-page.js';
import { PollForms } from './poll/page/poll-forms.js';
import { PollPage } from './poll/page/poll-page.js';
import { PollAsked } from './poll/poll-asked.js';
import { PollHome } from './poll/poll-home.js';
import { PollApiController } from './poll/poll.api.controller.js';
import { PollController } from './poll/poll.controller.js';
import { PollFinder } from './poll/poll.finder.js';
import { PollService } from './poll/poll.service.js';
import { PollDecision } from './poll/running/poll-decision.js';
import { PollLifeController } from './poll/running/poll-life.controller.js';
import { PollLife } from './poll/running/poll-life.js';
import { PollReminders } from './poll/running/poll-reminders.js';
import { PollJobs } from './poll/running/poll.jobs.js';
import { VoteController } from './vote/vote.controller.js';
import { VoteLetters } from './vote/vote-letters.js';
import { VoteLink } from './vote/vote-link.js';
import { VotePage } from './vote/vote-page.js';
import { VoteService } from './vote/vote.service.js';
import { FixedDateController } from './year/fixed-date.controller.js';
import { FixedDateService } from './year/fixed-date.service.js';
import { YearPage } from './year/page/year-page.js';
import { YearApiController } from './year/year.api.controller.js';
import { YearController } from './year/year.controller.js';
import { YearFinder } from './year/year.finder.js';
import { YearService } from './year/year.service.js';

const poll = [PollFinder, PollService, PollAsked, PollForms, PollPage, AskedPage, PollHome];
const running = [PollDecision, PollJobs, PollLife, PollReminders];
const vote = [VoteLetters, VoteLink, VotePage, VoteService];
const year = [FixedDateService, YearFinder, YearPage, YearService];
const expectation = [ExpectationFinder, ExpectationPanel];

/** Finding dates: date polls that become meetings, and the plan of a year. */
@Module({
  imports: [NetworkModule, MeetingsModule],
  controllers: [
    ...[PollController, PollLifeController, PollApiController, VoteController],
    ...[YearController, FixedDateController, YearApiController],
  ],
  providers: [...poll, ...running, ...vote, ...year, ...expectation],
  exports: [
    FixedDateService,
    YearFinder,
    YearService,
    PollFinder,
    PollService,
    PollAsked,
    PollLife,
    PollReminders,
    PollDecision,
    VoteService,
    VoteLink,
  ],
})
export class PlanningModule {}
