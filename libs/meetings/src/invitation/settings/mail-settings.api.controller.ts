import { daysIn } from '@samrad/platform/pure';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { canInvite } from '../invitation.policy.js';

import { mailSettings, MailSettingsRecord, type MailSettingsInput, type MailSettingsOut } from './mail-settings.dto.js';
import { MailSettings } from './mail-settings.service.js';

/** Mails and reminders of a meeting. */
@ApiTags('invitations')
@Controller('api/v1/meetings/:id/mail-settings')
export class MailSettingsApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly settings: MailSettings,
  ) {}

  @Get()
  @Allow(canInvite)
  @ApiOperation({ summary: 'What the mails about a meeting are like, and when reminders go out' })
  @ApiOkResponse({ standardSchema: MailSettingsRecord })
  async show(@By() actor: Actor, @Param('id') id: string): Promise<MailSettingsOut> {
    const meeting = found(await this.meetings.one(actor, id));
    return {
      showsParticipants: Boolean(meeting.showsParticipants),
      refusesProposals: Boolean(meeting.refusesProposals),
      reminderDays: daysIn(meeting.reminderDays),
      version: meeting.version,
    };
  }

  @Put()
  @Allow(canInvite)
  @ApiOperation({ summary: 'Set them; `version` is the one of the meeting that the change is based on' })
  @ApiOkResponse({ standardSchema: MailSettingsRecord })
  async set(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: mailSettings }) input: MailSettingsInput,
  ): Promise<MailSettingsOut> {
    await this.settings.set(actor, id, input);
    return this.show(actor, id);
  }
}
