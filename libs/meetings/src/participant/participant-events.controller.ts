import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import type { FastifyReply } from 'fastify';
import { Allow, Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { LiveStreams } from '@samrad/platform/events';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { canSeeAnswers } from '../meeting/meeting.policy.js';

const kinds = [
  'meeting.answered',
  'meeting.invited',
  'meeting.uninvited',
  'meeting.mail_failed',
  'meeting.rescheduled',
];

/** Tells open pages of a meeting that answers have changed: a named event without any content. */
@ApiExcludeController()
@Controller('meetings/:id/events')
export class ParticipantEventsController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly streams: LiveStreams,
  ) {}

  @Get()
  @Allow(canSeeAnswers)
  async stream(@Ctx() ctx: Ctx, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    found(await this.meetings.one(ctx.actor, id));
    const mayGoOn = async () => {
      const actor = await ctx.actorNow();
      return actor !== null && canSeeAnswers(actor) && Boolean(await this.meetings.one(actor, id));
    };
    this.streams.start(reply, { subjectId: id, kinds, event: 'rsvp-changed', mayGoOn });
  }
}
