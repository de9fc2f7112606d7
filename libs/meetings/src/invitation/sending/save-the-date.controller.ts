import { Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { seeOther, type Answer } from '@samrad/platform/views';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { canInvite } from '../invitation.policy.js';
import { InvitationService } from '../invitation.service.js';
import { SaveTheDatePage } from './save-the-date-page.js';

/** Pages that ask people to keep a day free, and that take it back. */
@ApiExcludeController()
@Controller('meetings/:id/save-the-date')
export class SaveTheDateController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly pages: SaveTheDatePage,
    private readonly invitations: InvitationService,
  ) {}

  @Page('', canInvite)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.page(ctx, await this.meeting(ctx, id));
  }

  @Submit('', canInvite)
  async send(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.invitations.hold(ctx.actor, id);
    const to = `/meetings/${id}`;
    return count ? seeOther(to, 'meetings.invitation.flash.held', { count }) : seeOther(to);
  }

  @Page('withdrawal', canInvite)
  async confirmWithdrawal(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.withdrawal(ctx, await this.meeting(ctx, id));
  }

  @Submit('withdrawal', canInvite)
  async withdraw(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.invitations.release(ctx.actor, id);
    return seeOther(`/meetings/${id}`, 'meetings.invitation.flash.released', { count });
  }

  private async meeting(ctx: Ctx, id: string): Promise<MeetingRow> {
    return found(await this.meetings.one(ctx.actor, id));
  }
}
