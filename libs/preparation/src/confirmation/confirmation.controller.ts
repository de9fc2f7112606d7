import { Body, Controller, Param } from '@nestjs/common';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { AskedReminders } from '../asked/asked-reminders.js';
import { ConfirmationPage } from './confirmation-page.js';
import { asking } from './confirmation.dto.js';
import { canAskPresenters } from './confirmation.policy.js';
import { ConfirmationService } from './confirmation.service.js';

/** Presenters of a meeting, for organisers: who was asked, what they said, asking and reminding. */
@ApiExcludeController()
@Controller('meetings/:id/presenters')
export class ConfirmationController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly service: ConfirmationService,
    private readonly reminders: AskedReminders,
    private readonly page: ConfirmationPage,
  ) {}

  @Page('', canAskPresenters)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.meeting(ctx, id));
  }

  @Submit('', canAskPresenters)
  async ask(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    return submit(ctx, {
      schema: asking,
      body,
      run: (input) => this.service.ask(ctx.actor, id, input),
      done: (count) => seeOther(`/meetings/${id}/presenters`, 'preparation.asked.flash.sent', { count }),
      again: (form, status) => this.page.show(ctx, meeting, { form, status }),
    });
  }

  @Submit('reminder', canAskPresenters)
  async remind(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.meeting(ctx, id);
    const count = await this.reminders.remind(ctx.actor, 'presenter', id);
    return seeOther(`/meetings/${id}/presenters`, 'preparation.asked.flash.reminded', { count });
  }

  private async meeting(ctx: Ctx, id: string): Promise<MeetingRow> {
    return found(await this.meetings.one(ctx.actor, id));
  }
}
