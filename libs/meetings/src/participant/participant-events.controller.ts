import { Controller, Get, type OnModuleDestroy, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import { Allow, Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Signals } from '@samrad/platform/events';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { canSeeAnswers } from '../meeting/meeting.policy.js';

const changing = [
  'meeting.answered',
  'meeting.invited',
  'meeting.uninvited',
  'meeting.mail_failed',
  'meeting.rescheduled',
];
const heartbeatSeconds = 25;
/** After that the browser connects again, and its rights are asked anew. */
const longestMinutes = 30;

/** Tells open pages of a meeting that answers have changed: a named event without any content. */
@ApiExcludeController()
@Controller('meetings/:id/events')
export class ParticipantEventsController implements OnModuleDestroy {
  private readonly open = new Set<ServerResponse>();

  constructor(
    private readonly meetings: MeetingFinder,
    private readonly signals: Signals,
  ) {}

  @Get()
  @Allow(canSeeAnswers)
  async stream(@Ctx() ctx: Ctx, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    found(await this.meetings.one(ctx.actor, id));
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    stream.write(': open\n\n');
    this.open.add(stream);
    this.follow(id, stream);
  }

  /** Streams would keep the server from closing. */
  onModuleDestroy(): void {
    for (const stream of this.open) stream.end();
  }

  private follow(meetingId: string, stream: ServerResponse): void {
    // An event without data is not delivered (HTML standard, 9.2.6), so it carries a sign that means nothing.
    const end = this.signals.listen(meetingId, (kind) => {
      if (changing.includes(kind)) stream.write('event: rsvp-changed\ndata: 1\n\n');
    });
    const beat = setInterval(() => stream.write(': still here\n\n'), heartbeatSeconds * 1000);
    const limit = setTimeout(() => stream.end(), longestMinutes * 60_000);
    beat.unref();
    limit.unref();
    stream.once('close', () => {
      end();
      clearInterval(beat);
      clearTimeout(limit);
      this.open.delete(stream);
    });
  }
}
