import { Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { type Answer, seeOther, Views } from '@samrad/platform/views';
import { hasOwnAccount } from '../account/account.policy.js';
import { profilePage, sessionView } from '../profile/profile.presenter.js';
import { SessionService } from './session.service.js';

/** Where one is signed in. */
@Controller('profile/sessions')
export class SessionController {
  constructor(
    private readonly views: Views,
    private readonly sessions: SessionService,
  ) {}

  @Page('', hasOwnAccount)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const sessions = await this.sessions.of(ctx.actor.accountId!);
    const title = this.views.i18n.t(ctx.lang, 'access.session.title');
    const rows = sessions.map((session) => sessionView(session, ctx.sessionId));
    const others = rows.some((row) => !row.isCurrent);
    return this.views.page(ctx, 'access/session/list', { ...profilePage(ctx, title), rows, others });
  }

  @Submit('end-others', hasOwnAccount)
  async endOthers(@Ctx() ctx: Ctx): Promise<Answer> {
    await this.sessions.endOthers(ctx.actor, ctx.sessionId);
    return seeOther('/profile/sessions', 'access.session.othersEnded');
  }

  @Submit(':id/end', hasOwnAccount)
  async end(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.sessions.revoke(ctx.actor, id);
    return seeOther('/profile/sessions', 'access.session.ended');
  }
}
