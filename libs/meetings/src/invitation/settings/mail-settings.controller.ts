import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { canInvite } from '../invitation.policy.js';
import { mailSettings } from './mail-settings.dto.js';
import { MailSettingsPage } from './mail-settings-page.js';
import { MailSettings } from './mail-settings.service.js';

/** The page on which the mails and reminders of a meeting are set. */
@ApiExcludeController()
@Controller('meetings/:id/mail-settings')
export class MailSettingsController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly settings: MailSettings,
    private readonly pages: MailSettingsPage,
  ) {}

  @Page('', canInvite)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.page(ctx, found(await this.meetings.one(ctx.actor, id)));
  }

  @Submit('', canInvite)
  async set(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return submit(ctx, {
      schema: mailSettings,
      body,
      run: (input) => this.settings.set(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${id}`, 'meetings.mailSettings.saved'),
      again: (form, status) => this.pages.page(ctx, meeting, { form, status }),
    });
  }
}
