import { Controller, Get, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import type { FastifyRequest } from 'fastify';
import { TokenService } from '@samrad/access';
import { MeetingFeed, type Feed } from '@samrad/meetings';
import { GroupFinder } from '@samrad/network';
import { Allow, Ctx, everyone, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Answer } from '@samrad/platform/views';

/** The token in the address is the whole authority: nobody in between may keep the answer, or pass the address on. */
const ownersOnly = { 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' };
const forAll = { 'cache-control': 'public, max-age=900' };

/**
 * Calendars to subscribe to: everybody's public one, and by a personal token, which can be revoked, one's own and those
 * of groups. 304 when the reader's copy is still right.
 */
@ApiExcludeController()
@Controller('calendar')
@Allow(everyone)
export class CalendarFeedController {
  constructor(
    private readonly tokens: TokenService,
    private readonly groups: GroupFinder,
    private readonly feed: MeetingFeed,
  ) {}

  /** The same for everybody, so that it follows the address alone: `?lang=` names its language. */
  @Get('public.ics')
  async everyone(@Req() { headers, query }: FastifyRequest, @Ctx() ctx: Ctx): Promise<Answer> {
    const asked = (query as { lang?: string }).lang === ctx.lang;
    return answer(await this.feed.forEveryone({ lang: asked ? ctx.lang : undefined, known: headers }), forAll);
  }

  @Get(':file')
  async own(@Param('file') file: string, @Req() { headers }: FastifyRequest): Promise<Answer> {
    const actor = await this.actorOf(/^([^.]+)\.ics$/.exec(file)?.[1]);
    return answer(await this.feed.forPerson(actor, { known: headers }), ownersOnly);
  }

  /** @param file short name of the group with `.ics` */
  @Get(':token/:file')
  async group(
    @Param() { token, file }: { token: string; file: string },
    @Req() { headers }: FastifyRequest,
  ): Promise<Answer> {
    const actor = await this.actorOf(token);
    const group = found(await this.groups.byCode(found(/^(.+)\.ics$/.exec(file)?.[1])));
    return answer(await this.feed.forGroup(actor, group, { known: headers }), ownersOnly);
  }

  private async actorOf(token = ''): Promise<Actor> {
    const isToken = /^[\w-]{20,100}$/.test(token);
    return found(isToken ? await this.tokens.actorOf(token, 'feed') : null);
  }
}

function answer({ ics, etag, lastModified }: Feed, headers: Record<string, string>): Answer {
  const tags = { etag, ...(lastModified && { 'last-modified': lastModified }), ...headers };
  if (ics === null) return new Answer(undefined, 304, tags);
  return new Answer(ics, 200, {
    ...tags,
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="samrad.ics"',
  });
}
