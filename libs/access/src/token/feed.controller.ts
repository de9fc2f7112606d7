import { Controller } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { GroupFinder, nameIn, stateName } from '@samrad/network';
import { Ctx, feedPath, has, Page, Submit, taskFeedPath } from '@samrad/platform/auth';
import { type Answer, seeOther, Views } from '@samrad/platform/views';
import { hasOwnAccount } from '../account/account.policy.js';
import { profilePage } from '../profile/profile.presenter.js';
import { TokenService } from './token.service.js';

/** The addresses of one's own calendar feeds. */
@Controller('profile/calendar')
export class FeedController {
  constructor(
    private readonly views: Views,
    private readonly tokens: TokenService,
    private readonly groups: GroupFinder,
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
    const data = { ...profilePage(ctx, title), feed, publicPath: `/calendar/public.ics?lang=${ctx.lang}` };
    const calendars = token ? await this.calendars(ctx, token) : [];
    return this.views.page(ctx, 'access/token/feed', { ...data, calendars }, token ? 201 : 200);
  }

  /** One's own calendar, those of one's groups, and one's tasks, all with the same secret in their address. */
  private async calendars({ actor, lang }: Ctx, token: string) {
    const mine = (await this.groups.all()).filter(({ id }) => actor.groupIds.includes(id));
    const own = { key: 'access.feed.address', name: '', path: feedPath(token) };
    const groups = mine.map((group) => ({
      key: 'access.feed.groupAddress',
      name: nameIn(group, lang),
      path: feedPath(token, group.code),
    }));
    const tasks = [undefined, ...(has(actor, 'state_contact') ? actor.stateCodes : [])].map((code) => ({
      key: code ? 'access.feed.stateTasks' : 'access.feed.tasks',
      name: code ? stateName(code, lang) : '',
      path: taskFeedPath(token, code),
    }));
    return [own, ...groups, ...tasks].map(({ path, ...calendar }) => {
      const address = this.env.publicUrl + path;
      return { ...calendar, address, subscribe: address.replace(/^https?:/, 'webcal:') };
    });
  }
}
