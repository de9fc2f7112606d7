import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { type Answer, type FormState, freshForm, seeOther, submit, Views } from '@samrad/platform/views';
import { hasOwnAccount } from '../account/account.policy.js';
import { profilePage } from '../profile/profile.presenter.js';
import { tokenDays, tokenInput } from './token.dto.js';
import { TokenService } from './token.service.js';

/** One's own tokens for the API. */
@Controller('profile/tokens')
export class TokenController {
  constructor(
    private readonly views: Views,
    private readonly tokens: TokenService,
  ) {}

  @Page('', hasOwnAccount)
  list(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page(ctx, { form: freshForm({ days: '90' }) });
  }

  /** Answers with the page itself: the token is shown once and nowhere kept. */
  @Submit('', hasOwnAccount)
  async create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    let shown: Answer | undefined;
    return submit(ctx, {
      schema: tokenInput,
      body,
      run: async (input) => {
        const { token } = await this.tokens.create(ctx.actor, { ...input, accountId: ctx.actor.accountId! });
        shown = await this.page(ctx, { form: freshForm({ days: '90' }), token, status: 201 });
      },
      done: () => shown!,
      again: (form, status) => this.page(ctx, { form, status }),
    });
  }

  @Submit(':id/revoke', hasOwnAccount)
  async revoke(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.tokens.revoke(ctx.actor, id);
    return seeOther('/profile/tokens', 'access.token.revoked');
  }

  private async page(ctx: Ctx, data: { form: FormState; token?: string; status?: number }): Promise<Answer> {
    const say = (key: string, params?: Record<string, unknown>) => this.views.i18n.t(ctx.lang, key, params);
    const rows = await this.tokens.of(ctx.actor.accountId!);
    const days = tokenDays.map((count) => ({ value: String(count), label: say('access.token.days', { count }) }));
    const root = { ...profilePage(ctx, say('access.token.title')), ...data, rows, days };
    return this.views.page(ctx, 'access/token/list', root, data.status);
  }
}
