import { Body, Controller, Query } from '@nestjs/common';
import { z } from 'zod';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { type Answer, type FormState, freshForm, line, seeOther, submit, Views } from '@samrad/platform/views';
import { LinkService } from '../login/link.service.js';
import { newAccount } from './account.dto.js';
import { AccountFinder } from './account.finder.js';
import { canManageAccounts } from './account.policy.js';
import { roleOptions } from './account.presenter.js';
import { firstRole } from './account.rules.js';
import { AccountService } from './account.service.js';

const search = z.object({ q: line(100).optional() });

/** For administrators: an account for somebody in the network. */
@Controller('accounts/new')
export class NewAccountController {
  constructor(
    private readonly views: Views,
    private readonly finder: AccountFinder,
    private readonly accounts: AccountService,
    private readonly links: LinkService,
  ) {}

  @Page('', canManageAccounts)
  show(@Ctx() ctx: Ctx, @Query({ schema: search }) { q }: z.infer<typeof search>): Promise<Answer> {
    return this.page(ctx, freshForm({ q: q ?? '', roles: [firstRole], sendLink: true }));
  }

  @Submit('', canManageAccounts)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: newAccount,
      body,
      run: async ({ sendLink, ...input }) => {
        const id = await this.accounts.create(ctx.actor, input);
        if (sendLink) await this.links.sendTo(ctx.actor, id);
        return id;
      },
      done: (id) => seeOther(`/accounts/${id}`, 'access.account.created'),
      again: (form, status) => this.page(ctx, form, status),
    });
  }

  private async page(ctx: Ctx, form: FormState, status?: number): Promise<Answer> {
    const { i18n } = this.views;
    const q = typeof form.values.q === 'string' ? form.values.q : '';
    const people = await this.finder.withoutAccount(q);
    const data = {
      title: i18n.t(ctx.lang, 'access.account.new'),
      crumbs: [{ href: '/accounts', key: 'access.account.title' }],
      form,
      q,
      people: people.map(({ id, name, email, stateCode }) => ({
        value: id,
        label: name,
        hint: [stateCode, email].filter(Boolean).join(' · '),
      })),
      roles: roleOptions(i18n, ctx.lang),
    };
    return this.views.page(ctx, 'access/account/new', data, status);
  }
}
