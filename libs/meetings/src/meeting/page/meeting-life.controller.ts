import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { freshForm, seeOther, submit, type Answer } from '@samrad/platform/views';
import { MeetingForms } from './meeting-forms.js';
import { MeetingLife } from '../meeting-life.js';
import { cancellation, postponement } from '../meeting.dto.js';
import { MeetingFinder } from '../meeting.finder.js';
import { canRunMeeting } from '../meeting.policy.js';

/** Pages for the steps of a meeting's life; calling people is a page of the invitations. */
@ApiExcludeController()
@Controller('meetings/:id')
export class MeetingLifeController {
  constructor(
    private readonly finder: MeetingFinder,
    private readonly life: MeetingLife,
    private readonly forms: MeetingForms,
  ) {}

  @Page('cancellation', canRunMeeting)
  async cancelForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.stepPage(ctx, found(await this.finder.one(ctx.actor, id)), {
      step: 'cancellation',
      form: freshForm(),
    });
  }

  @Submit('cancellation', canRunMeeting)
  async cancel(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: cancellation,
      body,
      run: (input) => this.life.cancel(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${id}`, 'meetings.meeting.flash.cancelled'),
      again: (form, status) => this.forms.stepPage(ctx, meeting, { step: 'cancellation', form, status }),
    });
  }

  @Page('postponement', canRunMeeting)
  async postponeForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.finder.one(ctx.actor, id));
    const { zone } = meeting;
    return this.forms.stepPage(ctx, meeting, { step: 'postponement', form: freshForm({ zone }) });
  }

  @Submit('postponement', canRunMeeting)
  async postpone(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: postponement,
      body,
      run: (input) => this.life.postpone(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${id}`, 'meetings.meeting.flash.postponed'),
      again: (form, status) => this.forms.stepPage(ctx, meeting, { step: 'postponement', form, status }),
    });
  }

  @Page('holding', canRunMeeting)
  async confirmHolding(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.forms.confirmPage(ctx, 'holding', found(await this.finder.one(ctx.actor, id)));
  }

  @Submit('holding', canRunMeeting)
  async hold(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.life.hold(ctx.actor, id);
    return seeOther(`/meetings/${id}`, 'meetings.meeting.flash.held');
  }
}
