import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found, NotFound } from '@samrad/platform/errors';
import { check, seeOther, Views, type Answer } from '@samrad/platform/views';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { isWritable } from '../minutes.rules.js';
import { AttendanceInput, changedIn, NewAttendee } from './attendance.dto.js';
import { AttendanceList } from './attendance-list.js';
import { AttendanceService } from './attendance.service.js';

/** The page where the secretariat notes who is there. */
@ApiExcludeController()
@Controller('meetings/:id/attendance')
export class AttendanceController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly attendance: AttendanceService,
    private readonly list: AttendanceList,
    private readonly views: Views,
  ) {}

  @Page('', canWriteMinutes)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string, @Query('q') q?: string): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    const asked = typeof q === 'string' ? q.trim().slice(0, 100) : '';
    return this.views.page(ctx, 'meetings/minutes/attendance/list', {
      title: this.views.i18n.t(ctx.lang, 'meetings.attendance.title'),
      meeting,
      attendance: await this.list.of(ctx, meeting),
      q: asked,
      others: asked ? await this.list.others(ctx, meeting, asked) : [],
    });
  }

  /** The whole form; only what was changed on the page is written. */
  @Submit('', canWriteMinutes)
  async note(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { persons } = check(AttendanceInput, { persons: changedIn(body) });
    await this.attendance.note(ctx.actor, id, persons);
    return seeOther(`/meetings/${id}/attendance`, 'meetings.attendance.saved');
  }

  @Submit('persons', canWriteMinutes)
  async add(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Body({ schema: NewAttendee }) input: NewAttendee,
  ): Promise<Answer> {
    await this.attendance.note(ctx.actor, id, [input]);
    return seeOther(`/meetings/${id}/attendance`, 'meetings.attendance.saved');
  }

  /** One person, as soon as it is chosen; answers with the new figures. */
  @Submit('persons/:personId', canWriteMinutes)
  async noteOne(@Ctx() ctx: Ctx, @Param() { id, personId }: Path, @Body() body: unknown): Promise<Answer> {
    const presence = (body as Record<string, unknown> | undefined)?.[`presence-${personId}`];
    const { persons } = check(AttendanceInput, { persons: [{ personId, presence }] });
    await this.attendance.note(ctx.actor, id, persons);
    if (!ctx.htmx) return seeOther(`/meetings/${id}/attendance`, 'meetings.attendance.saved');
    const attendance = await this.list.of(ctx, await this.meeting(ctx, id));
    return this.views.fragment(ctx, 'meetings/minutes/attendance/_summary', { attendance });
  }

  private async meeting(ctx: Ctx, id: string): Promise<MeetingRow> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    if (!isWritable(meeting.status)) throw new NotFound();
    return meeting;
  }
}

interface Path {
  id: string;
  personId: string;
}
