import { Body, Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, Ctx, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { LiveStreams } from '@samrad/platform/events';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Answer, check, localPath, seeOther } from '@samrad/platform/views';
import { AttendanceService } from '../attendance/attendance.service.js';
import { MinutesFinder } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { NewPoint, PointMark, Present, Run, Turn } from './live.dto.js';
import { ParkingService } from './parking.service.js';
import { RunningService } from './running.service.js';
import { WriterService } from './writer.service.js';

const kinds = [
  ...[
    'minutes.taken_over',
    'minutes.section_edited',
    'minutes.items_added',
    'minutes.item_begun',
    'minutes.item_ended',
  ],
  ...['minutes.point_parked', 'minutes.point_settled', 'minutes.point_reopened'],
  ...['attendance.noted', 'attendance.corrected'],
];

/** What goes on beside the text while minutes are taken. */
@ApiExcludeController()
@Controller('meetings/:id/minutes')
export class LiveController {
  constructor(
    private readonly finder: MinutesFinder,
    private readonly writers: WriterService,
    private readonly running: RunningService,
    private readonly parking: ParkingService,
    private readonly attendance: AttendanceService,
    private readonly streams: LiveStreams,
  ) {}

  /** Tells open desks that something changed: a named event without any content. */
  @Get('events')
  @Allow(canWriteMinutes)
  async stream(@Ctx() ctx: Ctx, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    found(await this.finder.ofMeeting(ctx.actor, id));
    const mayGoOn = async () => {
      const actor = await ctx.actorNow();
      return actor !== null && canWriteMinutes(actor);
    };
    this.streams.start(reply, { subjectId: id, kinds, event: 'minutes-changed', mayGoOn });
  }

  /** Whether this window writes the item: JSON `{ isMine }`, and if not who does: `{ name, isOwn }`. */
  @Submit('sections/:sectionId/writer', canWriteMinutes)
  async turn(@Ctx() ctx: Ctx, @Param() { id, sectionId }: Path, @Body() body: unknown): Promise<Answer> {
    await this.ofMeeting(id, sectionId);
    const { tab, takeOver, leave } = check(Turn, body);
    if (!leave) return json(await this.writers.ask(ctx.actor, sectionId, { tab, takeOver }));
    await this.writers.leave(ctx.actor, sectionId, tab);
    return json({ isMine: false });
  }

  @Submit('sections/:sectionId/run', canWriteMinutes)
  async run(@Ctx() ctx: Ctx, @Param() { id, sectionId }: Path, @Body() body: Next): Promise<Answer> {
    await this.ofMeeting(id, sectionId);
    const { act } = check(Run, body);
    await (act === 'begin' ? this.running.begin(ctx.actor, sectionId) : this.running.stop(ctx.actor, sectionId));
    return back(id, body);
  }

  @Submit('parking', canWriteMinutes)
  async park(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Next): Promise<Answer> {
    await this.parking.park(ctx.actor, id, check(NewPoint, body));
    return back(id, body);
  }

  @Submit('parking/:pointId', canWriteMinutes)
  async mark(@Ctx() ctx: Ctx, @Param() { id, pointId }: PointPath, @Body() body: Next): Promise<Answer> {
    const isSettled = check(PointMark, body).act === 'settle';
    await this.parking.mark(ctx.actor, id, { id: pointId, isSettled });
    return back(id, body);
  }

  @Submit('present', canWriteMinutes)
  async present(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Next): Promise<Answer> {
    await this.attendance.note(ctx.actor, id, [check(Present, body)]);
    return back(id, body);
  }

  private async ofMeeting(id: string, sectionId: string): Promise<void> {
    found((await this.finder.section(sectionId))?.meetingId === id ? id : null);
  }
}

interface Path {
  id: string;
  sectionId: string;
}

interface PointPath {
  id: string;
  pointId: string;
}

interface Next {
  next?: unknown;
}

const back = (id: string, { next }: Next) =>
  seeOther(typeof next === 'string' && next ? localPath(next) : `/meetings/${id}/minutes/edit`);

const json = (content: object): Answer =>
  new Answer(JSON.stringify(content), 200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
