import { z } from 'zod';
import { Body, Controller, Headers } from '@nestjs/common';
import { Ctx, everyone, Page, Submit } from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';
import { type Answer, type FormState, freshForm, seeOther, submit, Views } from '@samrad/platform/views';
import { SessionCookie } from '../session/session-cookie.js';
import { SessionService } from '../session/session.service.js';
import { AdministratorService } from './administrator.service.js';
import { SetupCode } from './setup-code.js';

/** The first visit to an empty installation. */
@Controller('setup')
export class SetupController {
  constructor(
    private readonly views: Views,
    private readonly code: SetupCode,
    private readonly administrators: AdministratorService,
    private readonly sessions: SessionService,
    private readonly cookie: SessionCookie,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx): Promise<Answer> {
    if (!(await this.code.isNeeded())) throw new NotFound();
    return this.page(ctx, freshForm());
  }

  /** Signs the new administrator in at once. */
  @Submit('', everyone)
  create(@Ctx() ctx: Ctx, @Body() body: unknown, @Headers('user-agent') userAgent = ''): Promise<Answer> {
    return submit(ctx, {
      schema: anything,
      body,
      run: async (input) => {
        const { accountId } = await this.administrators.createFirst(input, ctx.ip);
        return this.sessions.open({ accountId, method: 'password', userAgent });
      },
      done: (secret) => seeOther('/', 'access.setup.done').with({ 'set-cookie': this.cookie.holding(secret) }),
      again: (form, status) => this.page(ctx, withoutPasswords(form), status),
    });
  }

  private page(ctx: Ctx, form: FormState, status?: number): Answer {
    const title = this.views.i18n.t(ctx.lang, 'access.setup.title');
    return this.views.page(ctx, 'access/setup/show', { title, form, layout: 'plain' }, status);
  }
}

/** The service names everything that is wrong at once, the code too. */
const anything = z.record(z.string(), z.unknown());

const withoutPasswords = (form: FormState): FormState => ({
  ...form,
  values: { ...form.values, password: '', repeat: '' },
});
