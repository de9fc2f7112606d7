import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { PollAsked } from './poll-asked.js';
import {
  askedInput,
  pollCancellation,
  pollChange,
  pollInput,
  pollQuery,
  pollStep,
  reopening,
  slotChoice,
  slotsInput,
  type AskedInput,
  type PollChange,
  type PollInput,
  type PollQuery,
  type PollStep,
  type Reopening,
  type SlotChoice,
  type SlotsInput,
} from './poll.dto.js';
import { PollFinder } from './poll.finder.js';
import { canRunPolls } from './poll.policy.js';
import { pollOut, voterOut } from './poll.presenter.js';
import { tallyOf } from './poll.rules.js';
import { PollService } from './poll.service.js';
import { PollDecision } from './running/poll-decision.js';
import { PollLife } from './running/poll-life.js';
import { PollReminders } from './running/poll-reminders.js';

/** Date polls, for organisers. Those asked answer by their personal link. */
@ApiTags('polls')
@Controller('api/v1/polls')
export class PollApiController {
  constructor(
    private readonly finder: PollFinder,
    private readonly polls: PollService,
    private readonly asked: PollAsked,
    private readonly life: PollLife,
    private readonly reminders: PollReminders,
    private readonly decision: PollDecision,
  ) {}

  @Get()
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'List date polls, open ones first' })
  async list(@Query({ schema: pollQuery }) query: PollQuery) {
    const { rows, ...page } = await this.finder.page(query);
    return {
      items: rows.map((row) => ({ ...pollOut(row), slots: row.slots, asked: row.asked, answered: row.answered })),
      ...page,
    };
  }

  @Get(':id')
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'One poll: proposed times with totals and the best one marked, persons with their answers' })
  async one(@Param('id') id: string) {
    const poll = found(await this.finder.one(id));
    const [slots, voters, votes] = await Promise.all([
      this.finder.slots(id),
      this.finder.voters(id),
      this.finder.votes(id),
    ]);
    const tallies = tallyOf(
      slots,
      voters.filter(({ sentAt }) => sentAt),
      votes,
    );
    const answersOf = (voterId: string) =>
      votes.filter((vote) => vote.voterId === voterId).map(({ slotId, answer }) => ({ slotId, answer }));
    return {
      ...pollOut(poll),
      slots: slots.map((slot, index) => ({ ...slot, ...tallies[index] })),
      persons: voters.map((voter) => ({ ...voterOut(voter), answers: answersOf(voter.id) })),
    };
  }

  @Post()
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Make a poll, as a draft of which nobody is told' })
  async create(@By() actor: Actor, @Body({ schema: pollInput }) input: PollInput) {
    return this.one(await this.polls.create(actor, input));
  }

  @Patch(':id')
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Change the facts of a poll; 409 when `version` is not the newest' })
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: pollChange }) input: PollChange) {
    await this.polls.change(actor, id, input);
    return this.one(id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Delete a draft; 409 once persons were asked' })
  @ApiNoContentResponse()
  async remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.polls.remove(actor, id);
  }

  @Post(':id/times')
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Propose times: start on the wall in an IANA zone, length in minutes' })
  async propose(@By() actor: Actor, @Param('id') id: string, @Body({ schema: slotsInput }) input: SlotsInput) {
    await this.polls.propose(actor, id, input);
    return this.one(id);
  }

  @Delete(':id/times/:slotId')
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Take a proposed time away, with the answers to it' })
  async withdraw(@By() actor: Actor, @Param('id') id: string, @Param('slotId') slotId: string) {
    await this.polls.withdraw(actor, id, slotId);
    return this.one(id);
  }

  @Post(':id/persons')
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Choose whom to ask; replaces those who were chosen and not asked yet' })
  async choose(@By() actor: Actor, @Param('id') id: string, @Body({ schema: askedInput }) input: AskedInput) {
    await this.asked.choose(actor, id, input);
    return this.one(id);
  }

  @Post(':id/sending')
  @HttpCode(200)
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Ask everybody who is chosen and was not asked; opens the poll' })
  async send(@By() actor: Actor, @Param('id') id: string) {
    return { sent: await this.life.send(actor, id) };
  }

  @Post(':id/reminder')
  @HttpCode(200)
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Remind those who have not answered; nobody twice within a day' })
  async remind(@By() actor: Actor, @Param('id') id: string) {
    return { reminded: await this.reminders.remind(actor, id) };
  }

  @Post(':id/closing')
  @HttpCode(200)
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Take no more answers; `tells` sends a mail to those asked' })
  async close(@By() actor: Actor, @Param('id') id: string, @Body({ schema: pollStep }) input: PollStep) {
    await this.life.close(actor, id, input);
    return this.one(id);
  }

  @Post(':id/reopening')
  @HttpCode(200)
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Take answers again, until another day' })
  async reopen(@By() actor: Actor, @Param('id') id: string, @Body({ schema: reopening }) input: Reopening) {
    await this.life.reopen(actor, id, input);
    return this.one(id);
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Allow(canRunPolls)
  @ApiOperation({ summary: 'Give the search up; everybody who was asked is told why' })
  async cancel(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: pollCancellation }) input: { reason: string },
  ) {
    await this.life.cancel(actor, id, input);
    return this.one(id);
  }

  @Post(':id/choice')
  @HttpCode(200)
  @Allow(canRunPolls)
  @ApiOperation({
    summary: 'Choose a time: makes a draft meeting; 422 when every key person refused it and `isConfirmed` is not true',
  })
  async decide(@By() actor: Actor, @Param('id') id: string, @Body({ schema: slotChoice }) input: SlotChoice) {
    await this.decision.choose(actor, id, input);
    return this.one(id);
  }
}
