import { Controller } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { Ctx, feedPath, Page, Submit } from '@samrad/platform/auth';
import { type Answer, seeOther, Views } from '@samrad/platform/views';
import { hasOwnAccount } from '../account/account.policy.js';
import { profilePage } from '../profile/profile.presenter.js';
import { TokenService } from './token.service.js';

/** The address of one's own calendar feed. */
@Controller('profile/calendar')
export class FeedController {
  constructor(
    private readonly views: Views,
    private readonly tokens: TokenService,
    private readonly env: Env,
  ) {}

  @Page('', hasOwnAccount)
  show(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page(ctx);
  }

  /** Answers with the page itself: the address is shown once and nowhere kept. */
  @Submit('', hasOwnAccount)
  async renew(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page(ctx, await this.tokens.renewFeed(ctx.actor));
  }

  @Submit('revoke', hasOwnAccount)
  async revoke(@Ctx() ctx: Ctx): Promise<Answer> {
    await this.tokens.revokeFeed(ctx.actor);
    return seeOther('/profile/calendar', 'access.feed.revoked');
  }

  private async page(ctx: Ctx, token?: string): Promise<Answer> {
    const title = this.views.i18n.t(ctx.lang, 'access.feed.title');
    const [feed] = await this.tokens.of(ctx.actor.accountId!, 'feed');
    const address = token && this.env.publicUrl + feedPath(token);
    const subscribe = address?.replace(/^https?:/, 'webcal:');
    const data = { ...profilePage(ctx, title), feed, address, subscribe };
    return this.views.page(ctx, 'access/token/feed', data, token ? 201 : 200);
  }
}
