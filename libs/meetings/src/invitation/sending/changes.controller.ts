import { Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { seeOther, type Answer } from '@samrad/platform/views';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { canInvite } from '../invitation.policy.js';
import { ChangesPage } from './changes-page.js';
import { InvitationNews } from './invitation-news.js';

/** Changes that wait to be mailed: look at them, send them at once, or tell nobody. */
@ApiExcludeController()
@Controller('meetings/:id/changes')
export class ChangesController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly pages: ChangesPage,
    private readonly news: InvitationNews,
  ) {}

  @Page('', canInvite)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.page(ctx, await this.meeting(ctx, id));
  }

  @Submit('sending', canInvite)
  async send(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.news.sendNow(ctx.actor, id);
    const to = `/meetings/${id}`;
    return count ? seeOther(to, 'meetings.invitation.flash.told', { count }) : seeOther(to);
  }

  @Page('dropping', canInvite)
  async confirmDropping(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.confirmDropping(ctx, await this.meeting(ctx, id));
  }

  @Submit('dropping', canInvite)
  async drop(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.news.drop(ctx.actor, id);
    return seeOther(`/meetings/${id}`, 'meetings.invitation.flash.dropped');
  }

  private async meeting(ctx: Ctx, id: string): Promise<MeetingRow> {
    return found(await this.meetings.one(ctx.actor, id));
  }
}
