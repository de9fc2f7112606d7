import { Body, Controller, Param } from '@nestjs/common';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { AskedReminders } from '../asked/asked-reminders.js';
import { ItemCallPage } from './item-call-page.js';
import { itemCallChange, itemCallInput } from './item-call.dto.js';
import { ItemCallFinder, type ItemCallRow } from './item-call.finder.js';
import { canCallForItems } from './item-call.policy.js';
import { ItemCallService } from './item-call.service.js';

/** The call for items of a meeting, for organisers. */
@ApiExcludeController()
@Controller('meetings/:id/item-call')
export class ItemCallController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: ItemCallFinder,
    private readonly service: ItemCallService,
    private readonly reminders: AskedReminders,
    private readonly page: ItemCallPage,
  ) {}

  @Page('', canCallForItems)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.meeting(ctx, id));
  }

  @Submit('', canCallForItems)
  async open(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    return submit(ctx, {
      schema: itemCallInput,
      body,
      run: (input) => this.service.open(ctx.actor, id, input),
      done: (count) => seeOther(`/meetings/${id}/item-call`, 'preparation.asked.flash.sent', { count }),
      again: (form, status) => this.page.show(ctx, meeting, { form, status }),
    });
  }

  @Page('edit', canCallForItems)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    return this.page.editPage(ctx, { meeting, call: await this.call(id) });
  }

  @Submit('edit', canCallForItems)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    return submit(ctx, {
      schema: itemCallChange,
      body,
      run: (input) => this.service.change(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${id}/item-call`, 'preparation.itemCall.flash.saved'),
      again: async (form, status) => this.page.editPage(ctx, { meeting, call: await this.call(id) }, { form, status }),
    });
  }

  @Submit('closing', canCallForItems)
  async close(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.service.close(ctx.actor, id);
    return seeOther(`/meetings/${id}/item-call`, 'preparation.itemCall.flash.closed');
  }

  @Submit('reminder', canCallForItems)
  async remind(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.meeting(ctx, id);
    const count = await this.reminders.remind(ctx.actor, 'item_call', (await this.call(id)).id);
    return seeOther(`/meetings/${id}/item-call`, 'preparation.asked.flash.reminded', { count });
  }

  private async meeting(ctx: Ctx, id: string): Promise<MeetingRow> {
    return found(await this.meetings.one(ctx.actor, id));
  }

  private async call(meetingId: string): Promise<ItemCallRow> {
    return found(await this.finder.ofMeeting(meetingId));
  }
}
