import { Controller, Param } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { Ctx, Page } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Views, type Answer } from '@samrad/platform/views';
import { crumbsOf } from '../roster/roster.presenter.js';
import { NeedFinder } from './need.finder.js';
import { canSeeNeeds } from './need.policy.js';
import { NeedService } from './need.service.js';

/** What those who come need: for the secretariat only. */
@ApiExcludeController()
@Controller('meetings/:id/needs')
export class NeedController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: NeedFinder,
    private readonly needs: NeedService,
    private readonly views: Views,
  ) {}

  @Page('', canSeeNeeds)
  async list(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return this.views.page(ctx, 'delegations/need/list', {
      title: this.views.i18n.t(ctx.lang, 'delegations.need.title'),
      crumbs: crumbsOf(meeting),
      meeting,
      rows: await this.finder.ofMeeting(id),
      until: this.needs.until(meeting.endAt),
    });
  }
}
