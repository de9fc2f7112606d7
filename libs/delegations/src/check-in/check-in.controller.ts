import { Body, Controller, Param } from '@nestjs/common';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { Ctx, isOrganiser, Page, Submit } from '@samrad/platform/auth';
import { found, NotFound } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, seeOther, type Answer } from '@samrad/platform/views';
import { CheckInPage } from './check-in-page.js';
import { newAttendee, stayForm, tap, type NewAttendee } from './check-in.dto.js';
import { CheckInService } from './check-in.service.js';

const writable = ['called', 'held', 'minutes_published'];

/** The list at the door, and the one place where attendance is corrected afterwards. */
@ApiExcludeController()
@Controller('meetings/:id/attendance')
export class CheckInController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly checkIn: CheckInService,
    private readonly page: CheckInPage,
  ) {}

  @Page('', isOrganiser)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.meeting(ctx, id));
  }

  @Submit('persons', isOrganiser)
  async add(@Ctx() ctx: Ctx, @Param('id') id: string, @Body({ schema: newAttendee }) who: NewAttendee) {
    await this.checkIn.add(ctx.actor, id, who);
    return seeOther(`/meetings/${id}/attendance#p-${who.personId}`);
  }

  @Submit(':personId', isOrganiser)
  async tap(@Ctx() ctx: Ctx, @Param() { id, personId }: Path, @Body() body: unknown): Promise<Answer> {
    const { act } = check(tap, body);
    await this.checkIn.tap(ctx.actor, id, { personId, act });
    return this.done(ctx, id, personId);
  }

  @Submit(':personId/times', isOrganiser)
  async times(@Ctx() ctx: Ctx, @Param() { id, personId }: Path, @Body() body: unknown): Promise<Answer> {
    await this.checkIn.correctStay(ctx.actor, id, { personId, ...check(stayForm, body) });
    return this.done(ctx, id, personId);
  }

  private async done(ctx: Ctx, id: string, personId: string): Promise<Answer> {
    if (ctx.htmx) return this.page.fragment(ctx, await this.meeting(ctx, id), personId);
    const q = typeof ctx.query.q === 'string' ? `?q=${encodeURIComponent(ctx.query.q)}` : '';
    return seeOther(`/meetings/${id}/attendance${q}#p-${personId}`);
  }

  private async meeting(ctx: Ctx, id: string): Promise<MeetingRow> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    if (!writable.includes(meeting.status)) throw new NotFound();
    return meeting;
  }
}

interface Path {
  id: string;
  personId: string;
}
