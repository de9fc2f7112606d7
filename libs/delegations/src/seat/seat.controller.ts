import { Body, Controller, Param } from '@nestjs/common';
import { crumbsOf, MeetingFinder } from '@samrad/meetings';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { seatsInput } from './seat.dto.js';
import { SeatFinder } from './seat.finder.js';
import { canSetSeats } from './seat.policy.js';
import { SeatService } from './seat.service.js';

/** How many seats each State has at a meeting. */
@ApiExcludeController()
@Controller('meetings/:id/seats')
export class SeatController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: SeatFinder,
    private readonly seats: SeatService,
    private readonly views: Views,
  ) {}

  @Page('', canSetSeats)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page(ctx, id);
  }

  @Submit('', canSetSeats)
  async set(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: seatsInput,
      body,
      run: (input) => this.seats.set(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${id}/delegations`, 'delegations.seat.flash.set'),
      again: (form, status) => this.page(ctx, id, { form, status }),
    });
  }

  private async page(ctx: Ctx, id: string, shown: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const setting = await this.finder.setting(id);
    const data = {
      title: this.views.i18n.t(ctx.lang, 'delegations.seat.title'),
      crumbs: crumbsOf(meeting),
      meeting,
      version: setting.version,
      form: shown.form ?? freshForm({ perState: setting.perState }),
    };
    return this.views.page(ctx, 'delegations/seat/form', data, shown.status);
  }
}
