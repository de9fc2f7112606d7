import { Body, Controller, Headers, Param, Query } from '@nestjs/common';
import { Ctx, everyone, Page, signedIn, Submit } from '@samrad/platform/auth';
import { type Answer, type FormState, freshForm, localPath, seeOther, submit, Views } from '@samrad/platform/views';
import { DemoSignIns } from './demo-sign-ins.js';
import { LinkService } from './link.service.js';
import { SessionCookie } from '../session/session-cookie.js';
import { linkRequest, signInInput } from './sign-in.dto.js';
import { type Caller, SignInService } from './sign-in.service.js';

const callerOf = (ctx: Ctx, userAgent = ''): Caller => ({ ip: ctx.ip, sessionId: ctx.sessionId, userAgent });
/** What was typed, without the password: it is never sent back. */
const withoutPassword = (form: FormState): FormState => ({ ...form, values: { ...form.values, password: '' } });

/** Signing in by password or by link, and out. */
@Controller()
export class SignInController {
  constructor(
    private readonly views: Views,
    private readonly signIn: SignInService,
    private readonly links: LinkService,
    private readonly cookie: SessionCookie,
    private readonly demo: DemoSignIns,
  ) {}

  @Page('sign-in', everyone)
  async form(@Ctx() ctx: Ctx, @Query('next') next?: string): Promise<Answer> {
    if (signedIn(ctx.actor)) return seeOther(localPath(next));
    return this.page(ctx, freshForm({ next: localPath(next) }));
  }

  @Submit('sign-in', everyone)
  submit(@Ctx() ctx: Ctx, @Body() body: unknown, @Headers('user-agent') userAgent?: string): Promise<Answer> {
    return submit(ctx, {
      schema: signInInput,
      body,
      run: async ({ email, password, next }) => ({
        secret: await this.signIn.byPassword(email, password, callerOf(ctx, userAgent)),
        next,
      }),
      done: ({ secret, next }) => seeOther(next ?? '/').with({ 'set-cookie': this.cookie.holding(secret) }),
      again: (form, status) => this.page(ctx, withoutPassword(form), status),
    });
  }

  @Page('sign-in/link', everyone)
  linkForm(@Ctx() ctx: Ctx, @Query('next') next?: string): Answer {
    return this.linkPage(ctx, freshForm({ next: localPath(next), email: ctx.actor.email ?? '' }));
  }

  @Submit('sign-in/link', everyone)
  requestLink(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: linkRequest,
      body,
      run: ({ email, next }) => this.links.request(email, { ip: ctx.ip, next }),
      done: () => seeOther('/sign-in/link/sent'),
      again: (form, status) => this.linkPage(ctx, form, status),
    });
  }

  @Page('sign-in/link/sent', everyone)
  linkSent(@Ctx() ctx: Ctx): Answer {
    return this.plain(ctx, 'access/login/link-sent', 'access.link.sent.title');
  }

  /** Shows one button; only pressing it uses the link, because mail scanners open links. */
  @Page('sign-in/link/:secret', everyone)
  async link(@Ctx() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    if (!(await this.links.isGood(secret))) return this.spent(ctx);
    return this.plain(ctx, 'access/login/link', 'access.link.use.title', { action: ctx.path });
  }

  @Submit('sign-in/link/:secret', everyone)
  async useLink(
    @Ctx() ctx: Ctx,
    @Param('secret') secret: string,
    @Headers('user-agent') userAgent?: string,
  ): Promise<Answer> {
    const signed = await this.signIn.byLink(secret, callerOf(ctx, userAgent));
    if (!signed) return this.spent(ctx);
    return seeOther(signed.next).with({ 'set-cookie': this.cookie.holding(signed.secret) });
  }

  /** What the browser kept for the person, such as minutes not sent yet, goes as well. */
  @Submit('sign-out', everyone)
  async signOut(@Ctx() ctx: Ctx): Promise<Answer> {
    await this.signIn.signOut(ctx.sessionId);
    const gone = { 'set-cookie': this.cookie.removed(), 'clear-site-data': '"storage"' };
    return seeOther('/', 'access.signOut.done').with(gone);
  }

  private async page(ctx: Ctx, form: FormState, status?: number): Promise<Answer> {
    const linkHref = `/sign-in/link?next=${encodeURIComponent(localPath(form.values.next as string))}`;
    return this.plain(ctx, 'access/login/sign-in', 'access.signIn.title', {
      ...{ form, linkHref, status },
      people: await this.demo.all(),
    });
  }

  private linkPage(ctx: Ctx, form: FormState, status?: number): Answer {
    return this.plain(ctx, 'access/login/link-request', 'access.link.request.title', { form, status });
  }

  /** 410 Gone: used, too old, or never made. */
  private spent(ctx: Ctx): Answer {
    const form = freshForm({ next: '/' });
    return this.plain(ctx, 'access/login/link-spent', 'access.link.spent.title', { form, status: 410 });
  }

  private plain(ctx: Ctx, template: string, titleKey: string, data: { status?: number; [more: string]: unknown } = {}) {
    const title = this.views.i18n.t(ctx.lang, titleKey);
    return this.views.page(ctx, template, { ...data, title, layout: 'plain' }, data.status);
  }
}
