import { Body, Controller, Param, Query } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { type Answer, type FormState, freshForm, pageLinks, seeOther, submit, Views } from '@samrad/platform/views';
import { LinkService } from '../login/link.service.js';
import { SessionService } from '../session/session.service.js';
import { deviceOf } from '../session/user-agent.rules.js';
import { accountFilter, type AccountFilter, rolesInput, switchInput } from './account.dto.js';
import { AccountFinder } from './account.finder.js';
import { canManageAccounts } from './account.policy.js';
import { accountView, historyView, roleOptions } from './account.presenter.js';
import { AccountService } from './account.service.js';

const crumbs = [{ href: '/accounts', key: 'access.account.title' }];

/** For administrators: who may sign in, and as what. */
@Controller('accounts')
export class AccountController {
  constructor(
    private readonly views: Views,
    private readonly finder: AccountFinder,
    private readonly accounts: AccountService,
    private readonly links: LinkService,
    private readonly sessions: SessionService,
    private readonly events: Events,
  ) {}

  @Page('', canManageAccounts)
  async list(@Ctx() ctx: Ctx, @Query({ schema: accountFilter }) filter: AccountFilter): Promise<Answer> {
    const { i18n } = this.views;
    const page = await this.finder.list(filter);
    return this.views.page(ctx, 'access/account/list', {
      title: i18n.t(ctx.lang, 'access.account.title'),
      rows: page.rows.map((row) => accountView(i18n, ctx.lang, row)),
      pages: pageLinks(ctx.url, page),
      total: page.total,
      filter,
      roles: roleOptions(i18n, ctx.lang),
    });
  }

  @Page(':id', canManageAccounts)
  show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page(ctx, id);
  }

  @Submit(':id/roles', canManageAccounts)
  setRoles(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: rolesInput,
      body,
      run: (input) => this.accounts.setRoles(ctx.actor, id, input),
      done: () => seeOther(`/accounts/${id}`, 'access.account.rolesSaved'),
      again: (form, status) => this.page(ctx, id, { form, status }),
    });
  }

  @Page(':id/disabling', canManageAccounts)
  async askDisable(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const account = found(await this.finder.one(id));
    const say = (key: string) => this.views.i18n.t(ctx.lang, key, { name: account.name });
    return this.views.page(ctx, 'platform/confirm', {
      title: say('access.account.disableTitle'),
      text: say('access.account.disableText'),
      crumbs: [...crumbs, { href: `/accounts/${id}`, text: account.name }],
      action: ctx.path,
      version: account.version,
      submit: say('access.account.disable'),
      cancel: `/accounts/${id}`,
    });
  }

  @Submit(':id/disabling', canManageAccounts)
  disable(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: switchInput,
      body,
      run: ({ version }) => this.accounts.disable(ctx.actor, id, version),
      done: () => seeOther(`/accounts/${id}`, 'access.account.disabled'),
      again: (form, status) => this.page(ctx, id, { form, status }),
    });
  }

  @Submit(':id/enabling', canManageAccounts)
  enable(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: switchInput,
      body,
      run: ({ version }) => this.accounts.enable(ctx.actor, id, version),
      done: () => seeOther(`/accounts/${id}`, 'access.account.enabled'),
      again: (form, status) => this.page(ctx, id, { form, status }),
    });
  }

  @Submit(':id/sign-in-link', canManageAccounts)
  async sendLink(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.links.sendTo(ctx.actor, id);
    return seeOther(`/accounts/${id}`, 'access.account.linkSent');
  }

  @Submit(':id/sessions/end', canManageAccounts)
  async endSessions(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.accounts.endSessions(ctx.actor, id);
    return seeOther(`/accounts/${id}`, 'access.account.sessionsEnded');
  }

  private async page(ctx: Ctx, id: string, again: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { i18n } = this.views;
    const account = found(await this.finder.one(id));
    const { roles, version } = account;
    const [sessions, events] = await Promise.all([this.sessions.of(id), this.events.history('account', id)]);
    const data = {
      title: account.name,
      crumbs,
      account: accountView(i18n, ctx.lang, account),
      form: again.form ?? freshForm({ roles, version }),
      roles: roleOptions(i18n, ctx.lang),
      sessions: sessions.map((session) => ({ ...session, device: deviceOf(session.userAgent) })),
      events: historyView(i18n, ctx.lang, events),
    };
    return this.views.page(ctx, 'access/account/show', data, again.status);
  }
}
