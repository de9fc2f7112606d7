import { Controller, Get, Param, Req } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@samrad/platform/openapi';
import type { FastifyRequest } from 'fastify';
import { TokenService } from '@samrad/access';
import { MeetingFeed } from '@samrad/meetings';
import { Allow, everyone } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Answer } from '@samrad/platform/views';

/** The personal calendar feed: the token in the address is the whole authority, and can be revoked. */
@Controller('calendar')
export class CalendarFeedController {
  constructor(
    private readonly tokens: TokenService,
    private readonly feed: MeetingFeed,
  ) {}

  /** text/calendar; 304 when nothing changed since the reader's copy (RFC 9110 section 13.1.2). */
  @Get(':file')
  @Allow(everyone)
  @ApiExcludeEndpoint()
  async show(@Param('file') file: string, @Req() request: FastifyRequest): Promise<Answer> {
    const token = found(/^([\w-]{20,100})\.ics$/.exec(file)?.[1]);
    const actor = found(await this.tokens.actorOf(token, 'feed'));
    const { ics, etag } = await this.feed.forPerson(actor, { known: request.headers['if-none-match'] });
    const headers = { etag, 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' };
    if (ics === null) return new Answer(undefined, 304, headers);
    const disposition = 'inline; filename="samrad.ics"';
    return new Answer(ics, 200, {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': disposition,
    });
  }
}
