import { Body, Controller, Param } from '@nestjs/common';
import { GroupFinder, membershipRoles, placeOf, StateNames, tolerant } from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import {
  type Answer,
  check,
  type FormState,
  freshForm,
  ignoredIn,
  pageLinks,
  seeOther,
  submit,
  Views,
} from '@samrad/platform/views';
import { mailLanguages } from '../nomination/nomination-page.js';
import { endOfNext } from '../term/term.rules.js';
import { invitationFilter, invitationInput, standing } from './group-invitation.dto.js';
import { InvitationFinder } from './group-invitation.finder.js';
import { canInviteToGroups } from './group-invitation.policy.js';
import { invitationLine, standings, standingTag } from './group-invitation.presenter.js';
import { InvitationService } from './group-invitation.service.js';

const labels = {
  ...{ address: 'joining.field.address', groupId: 'network.group.one', role: 'network.membership.roleLabel' },
  ...{ stateCode: 'network.membership.represents', validFrom: 'network.field.validFrom' },
  ...{
    validTo: 'network.field.validTo',
    message: 'joining.invitation.message',
    language: 'network.field.mailLanguage',
  },
};
const crumbs = [{ href: '/group-invitations', key: 'joining.invitation.title' }];

/** Invitations into groups, for organisers. */
@ApiExcludeController()
@Controller('group-invitations')
export class InvitationController {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: InvitationFinder,
    private readonly service: InvitationService,
    private readonly groups: GroupFinder,
    private readonly states: StateNames,
  ) {}

  @Page('', canInviteToGroups)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const filter = tolerant(invitationFilter, ctx.query);
    const [page, total, groups] = await Promise.all([
      this.finder.list(filter, placeOf(ctx.query)),
      this.finder.count(filter),
      this.groups.options(ctx.lang),
    ]);
    return this.views.page(ctx, 'joining/group-invitation/list', {
      ...{ title: this.say(ctx, 'title'), tab: 'invitations', filter, total, groups },
      crumbs: [{ href: '/network', key: 'network.title' }],
      ignored: ignoredIn(invitationFilter, ctx.query),
      rows: page.rows.map(invitationLine(this.clock.today())),
      pages: pageLinks(ctx.url, { ...page, total }),
      statuses: standings.map((value) => ({ value, key: standingTag(value).key })),
    });
  }

  @Page('new', canInviteToGroups)
  fresh(@Ctx() ctx: Ctx): Promise<Answer> {
    const validFrom = this.clock.today();
    const start = {
      role: 'member',
      language: 'en',
      validFrom,
      validTo: endOfNext(validFrom),
      groupId: ctx.query.group,
    };
    return this.form(ctx, freshForm(start));
  }

  @Submit('', canInviteToGroups)
  invite(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: invitationInput,
      body,
      run: (input) => this.service.invite(ctx.actor, input),
      done: () => seeOther('/group-invitations', 'joining.invitation.flash.sent'),
      again: (form, status) => this.form(ctx, form, status),
    });
  }

  @Submit(':id/resending', canInviteToGroups)
  async resend(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.service.resend(ctx.actor, id, check(standing, body));
    return seeOther('/group-invitations', 'joining.invitation.flash.sent');
  }

  @Page(':id/withdrawal', canInviteToGroups)
  async withdrawing(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { address, version } = found(await this.finder.one(id));
    return this.views.page(ctx, 'platform/confirm', {
      ...{ title: this.say(ctx, 'withdrawTitle', { address }), text: this.say(ctx, 'withdrawText'), crumbs, version },
      submit: this.say(ctx, 'withdraw'),
      ...{ action: `/group-invitations/${id}/withdrawal`, cancel: '/group-invitations' },
    });
  }

  @Submit(':id/withdrawal', canInviteToGroups)
  async withdraw(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.service.withdraw(ctx.actor, id, check(standing, body));
    return seeOther('/group-invitations', 'joining.invitation.flash.withdrawn');
  }

  private async form(ctx: Ctx, form: FormState, status?: number): Promise<Answer> {
    const data = {
      ...{ title: this.say(ctx, 'newTitle'), crumbs, labels, form, mailLanguages },
      groups: await this.groups.options(ctx.lang),
      roles: membershipRoles.map((value) => ({ value, key: `network.membership.role.${value}` })),
      states: this.states.options(ctx.lang),
    };
    return this.views.page(ctx, 'joining/group-invitation/new', data, status ?? 200);
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `joining.invitation.${key}`, params);
  }
}
