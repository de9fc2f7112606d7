import { Controller, Get, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { StateFinder } from '@samrad/network';
import { Allow, everyone, Identity, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Answer } from '@samrad/platform/views';
import { ObligationFeeds, type ObligationFeed } from './obligation-feed.js';

/** The token in the address is the whole authority: nobody in between may keep the answer, or pass the address on. */
const ownersOnly = { 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' };

/** Tasks to subscribe to, by the personal token of the calendar feed: one's own, and those of a State for its contact. */
@ApiExcludeController()
@Controller('calendar/:token/actions')
@Allow(everyone)
export class FeedController {
  constructor(
    private readonly identity: Identity,
    private readonly states: StateFinder,
    private readonly feeds: ObligationFeeds,
  ) {}

  @Get('mine.ics')
  async mine(@Param('token') token: string, @Req() { headers }: FastifyRequest): Promise<Answer> {
    return answer(await this.feeds.forPerson(await this.actorOf(token), headers));
  }

  /** @param file code of the State with `.ics` */
  @Get(':file')
  async state(
    @Param() { token, file }: { token: string; file: string },
    @Req() { headers }: FastifyRequest,
  ): Promise<Answer> {
    const actor = await this.actorOf(token);
    const { code } = found(await this.states.one(found(/^([A-Za-z]{2})\.ics$/.exec(file)?.[1])));
    return answer(await this.feeds.forState(actor, code, headers));
  }

  private async actorOf(token: string): Promise<Actor> {
    const isToken = /^[\w-]{20,100}$/.test(token);
    return found(isToken ? await this.identity.feedActor(token) : null);
  }
}

function answer({ ics, etag }: ObligationFeed): Answer {
  const headers = { etag, ...ownersOnly };
  if (ics === null) return new Answer(undefined, 304, headers);
  return new Answer(ics, 200, {
    ...headers,
    'content-type': 'text/calendar; charset=utf-8; component=VTODO',
    'content-disposition': 'inline; filename="samrad-actions.ics"',
  });
}
