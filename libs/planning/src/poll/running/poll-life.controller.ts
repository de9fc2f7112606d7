import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { freshForm, seeOther, submit, type Answer } from '@samrad/platform/views';
import { PollForms } from '../page/poll-forms.js';
import { PollPage } from '../page/poll-page.js';
import { pollCancellation, pollStep, reopening, slotChoice } from '../poll.dto.js';
import { PollFinder, type PollRow } from '../poll.finder.js';
import { canRunPolls } from '../poll.policy.js';
import { PollService } from '../poll.service.js';
import { PollDecision } from './poll-decision.js';
import { PollLife } from './poll-life.js';
import { PollReminders } from './poll-reminders.js';

/** Pages for the steps of a poll's life: asking, reminding, closing, opening again, cancelling, choosing the date. */
@ApiExcludeController()
@Controller('polls/:id')
export class PollLifeController {
  constructor(
    private readonly finder: PollFinder,
    private readonly polls: PollService,
    private readonly life: PollLife,
    private readonly reminders: PollReminders,
    private readonly decision: PollDecision,
    private readonly forms: PollForms,
    private readonly pages: PollPage,
  ) {}

  @Page('sending', canRunPolls)
  async check(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.sendingPage(ctx, await this.poll(id));
  }

  @Submit('sending', canRunPolls)
  async send(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.life.send(ctx.actor, id);
    return seeOther(`/polls/${id}`, 'planning.poll.flash.sent', { count });
  }

  @Page('reminder', canRunPolls)
  async confirmReminder(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { length: count } = await this.reminders.toRemind(id);
    return this.forms.confirmPage(ctx, await this.poll(id), { step: 'reminder', count });
  }

  @Submit('reminder', canRunPolls)
  async remind(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.reminders.remind(ctx.actor, id);
    return seeOther(`/polls/${id}`, 'planning.poll.flash.reminded', { count });
  }

  @Page('closing', canRunPolls)
  async closeForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.stepPage(ctx, await this.poll(id), { step: 'closing', form: freshForm({ tells: true }) });
  }

  @Submit('closing', canRunPolls)
  async close(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const poll = await this.poll(id);
    return submit(ctx, {
      schema: pollStep,
      body,
      run: (input) => this.life.close(ctx.actor, id, input),
      done: () => seeOther(`/polls/${id}`, 'planning.poll.flash.closed'),
      again: (form, status) => this.forms.stepPage(ctx, poll, { step: 'closing', form, status }),
    });
  }

  @Page('reopening', canRunPolls)
  async reopenForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.stepPage(ctx, await this.poll(id), { step: 'reopening', form: freshForm({ tells: true }) });
  }

  @Submit('reopening', canRunPolls)
  async reopen(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const poll = await this.poll(id);
    return submit(ctx, {
      schema: reopening,
      body,
      run: (input) => this.life.reopen(ctx.actor, id, input),
      done: () => seeOther(`/polls/${id}`, 'planning.poll.flash.reopened'),
      again: (form, status) => this.forms.stepPage(ctx, poll, { step: 'reopening', form, status }),
    });
  }

  @Page('cancellation', canRunPolls)
  async cancelForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.stepPage(ctx, await this.poll(id), { step: 'cancellation', form: freshForm() });
  }

  @Submit('cancellation', canRunPolls)
  async cancel(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const poll = await this.poll(id);
    return submit(ctx, {
      schema: pollCancellation,
      body,
      run: (input) => this.life.cancel(ctx.actor, id, input),
      done: () => seeOther(`/polls/${id}`, 'planning.poll.flash.cancelled'),
      again: (form, status) => this.forms.stepPage(ctx, poll, { step: 'cancellation', form, status }),
    });
  }

  @Page('choice', canRunPolls)
  async choiceForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.choicePage(ctx, await this.poll(id));
  }

  @Submit('choice', canRunPolls)
  async choose(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const poll = await this.poll(id);
    return submit(ctx, {
      schema: slotChoice,
      body,
      run: (input) => this.decision.choose(ctx.actor, id, input),
      done: (meetingId) => seeOther(`/meetings/${meetingId}`, 'planning.poll.flash.decided'),
      again: (form, status) => this.pages.choicePage(ctx, poll, { form, status }),
    });
  }

  @Page('removal', canRunPolls)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.confirmPage(ctx, await this.poll(id), { step: 'removal' });
  }

  @Submit('removal', canRunPolls)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.polls.remove(ctx.actor, id);
    return seeOther('/polls', 'planning.poll.flash.removed');
  }

  private async poll(id: string): Promise<PollRow> {
    return found(await this.finder.one(id));
  }
}
