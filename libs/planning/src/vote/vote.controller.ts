import { Body, Controller, Param } from '@nestjs/common';
import { LostLinkPage, secretPage } from '@samrad/meetings';
import { Ctx, everyone, Page, PersonalDoor, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { PollFinder } from '../poll/poll.finder.js';
import { VotePage } from './vote-page.js';
import { voteForm } from './vote.dto.js';
import { VoteService } from './vote.service.js';

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
    private readonly door: PersonalDoor,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.lost.instead(ctx, async () =>
      this.page.show(ctx, await this.door.open(ctx, this.lock(token)), { isDone: ctx.query.done !== undefined }),
    );
  }

  @Submit('', everyone)
  async answer(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const voter = await this.door.enter(ctx, this.lock(token));
    return submit(ctx, {
      schema: voteForm,
      body,
      run: (input) => this.votes.answer(voter, input),
      done: () => seeOther(`${ctx.path}?done${ctx.query.lang ? `&lang=${ctx.lang}` : ''}`).with(secretPage),
      again: async (form, status) => this.page.show(ctx, voter, { form, status }),
    });
  }

  private lock(token: string) {
    return { token, find: (hash: string) => this.finder.byLink(hash), unknown: 'planning.vote.unknownLink' };
  }
}
