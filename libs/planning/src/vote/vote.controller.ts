import { Body, Controller, Param } from '@nestjs/common';
import { LostLinkPage, secretPage } from '@samrad/meetings';
import { Ctx, everyone, hashOf, Page, RateLimits, Submit } from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { PollFinder, type VoterRow } from '../poll/poll.finder.js';
import { VotePage } from './vote-page.js';
import { voteForm } from './vote.dto.js';
import { VoteService } from './vote.service.js';

const wrongTries = { limit: 30, seconds: 900 };
const changes = { limit: 30, seconds: 3600 };

/**
 * The personal link of a poll. Who holds it may answer: no sign-in. Opening it changes nothing, because programs that
 * check mail open links too; only the form does.
 */
@ApiExcludeController()
@Controller('p/:token')
export class VoteController {
  constructor(
    private readonly finder: PollFinder,
    private readonly votes: VoteService,
    private readonly page: VotePage,
    private readonly lost: LostLinkPage,
    private readonly limits: RateLimits,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.lost.instead(ctx, async () =>
      this.page.show(ctx, await this.voter(ctx, token), { isDone: ctx.query.done !== undefined }),
    );
  }

  @Submit('', everyone)
  async answer(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const voter = await this.voter(ctx, token);
    await this.limits.hit(`vote:${voter.id}`, changes.limit, changes.seconds);
    return submit(ctx, {
      schema: voteForm,
      body,
      run: (input) => this.votes.answer(voter, input),
      done: () => seeOther(`${ctx.path}?done${ctx.query.lang ? `&lang=${ctx.lang}` : ''}`).with(secretPage),
      again: async (form, status) => this.page.show(ctx, voter, { form, status }),
    });
  }

  /** Unknown, mistyped and guessed links look the same; guessing is slowed down. */
  private async voter({ ip }: Ctx, token: string): Promise<VoterRow> {
    const row = /^[\w-]{20,100}$/.test(token) ? await this.finder.byLink(hashOf(token)) : undefined;
    if (row) return row;
    await this.limits.hit(`poll-link:${hashOf(ip)}`, wrongTries.limit, wrongTries.seconds);
    throw new NotFound('planning.vote.unknownLink');
  }
}
