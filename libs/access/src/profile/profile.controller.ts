import { Body, Controller } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { type Answer, type FormState, freshForm, seeOther, submit, Views } from '@samrad/platform/views';
import { hasOwnAccount } from '../account/account.policy.js';
import { PasswordService } from './password.service.js';
import { passwordInput, profileInput } from './profile.dto.js';
import { profilePage } from './profile.presenter.js';
import { ProfileService } from './profile.service.js';

/** The language in which one reads the pages, and one's password. */
@Controller('profile')
export class ProfileController {
  constructor(
    private readonly views: Views,
    private readonly profiles: ProfileService,
    private readonly passwords: PasswordService,
  ) {}

  @Page('', hasOwnAccount)
  async show(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page(ctx, freshForm(await this.profiles.of(ctx.actor)));
  }

  @Submit('', hasOwnAccount)
  change(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: profileInput,
      body,
      run: async (input) => {
        await this.profiles.change(ctx.actor, input);
        return input;
      },
      done: ({ language }) =>
        seeOther('/profile', 'access.profile.saved').with({ 'set-cookie': languageCookie(language) }),
      again: (form, status) => this.page(ctx, form, status),
    });
  }

  @Page('password', hasOwnAccount)
  password(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.passwordPage(ctx, freshForm());
  }

  @Submit('password', hasOwnAccount)
  setPassword(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: passwordInput,
      body,
      run: (input) => this.passwords.set(ctx, input),
      done: () => seeOther('/profile', 'access.password.saved'),
      again: (form, status) => this.passwordPage(ctx, { ...form, values: {} }, status),
    });
  }

  private async page(ctx: Ctx, form: FormState, status?: number): Promise<Answer> {
    const { emails } = await this.profiles.of(ctx.actor);
    const hasPassword = await this.passwords.hasOne(ctx.actor);
    const title = this.views.i18n.t(ctx.lang, 'access.profile.title');
    const data = { ...profilePage(ctx, title), form, emails, hasPassword };
    return this.views.page(ctx, 'access/profile/show', data, status);
  }

  private async passwordPage(ctx: Ctx, form: FormState, status?: number): Promise<Answer> {
    const title = this.views.i18n.t(ctx.lang, 'access.password.title');
    const needsCurrent = await this.passwords.needsCurrent(ctx);
    const data = { ...profilePage(ctx, title), form, needsCurrent, email: ctx.actor.email };
    return this.views.page(ctx, 'access/profile/password', data, status);
  }
}

/** The choice counts at once, also where another language was chosen in this browser before. */
const languageCookie = (language: string) => `lang=${language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`;
