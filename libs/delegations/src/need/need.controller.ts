import { Controller, Param } from '@nestjs/common';
import { crumbsOf, MeetingFinder } from '@samrad/meetings';
import { Ctx, Page, signedIn } from '@samrad/platform/auth';
import { found, NotFound } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Traces } from '@samrad/platform/traces';
import { Views, type Answer } from '@samrad/platform/views';
import { NeedFinder } from './need.finder.js';
import { canSeeNeeds } from './need.policy.js';
import { NeedService } from './need.service.js';

/** What those who come need: for the secretariat and the meeting's secretary only. */
@ApiExcludeController()
@Controller('meetings/:id/needs')
export class NeedController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: NeedFinder,
    private readonly needs: NeedService,
    private readonly traces: Traces,
    private readonly views: Views,
  ) {}

  /** To everybody else it does not exist. */
  @Page('', signedIn)
  async list(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    if (!canSeeNeeds(ctx.actor, meeting)) throw new NotFound();
    await this.traces.read(ctx.actor, { what: 'needs', subjectId: id, subject: meeting.title });
    return this.views.page(ctx, 'delegations/need/list', {
      title: this.views.i18n.t(ctx.lang, 'delegations.need.title'),
      crumbs: crumbsOf(meeting),
      meeting,
      rows: await this.finder.ofMeeting(id),
      until: this.needs.until(meeting.endAt),
    });
  }
}
