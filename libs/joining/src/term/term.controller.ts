import { Body, Controller, Param } from '@nestjs/common';
import { GroupFinder, MembershipFinder, PersonFinder, tolerant } from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Conflict, found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { type Answer, type FormState, freshForm, ignoredIn, seeOther, submit, Views } from '@samrad/platform/views';
import { horizons, renewal, termFilter } from './term.dto.js';
import { TermFinder } from './term.finder.js';
import { canRenew, canSeeTerms } from './term.policy.js';
import { endOfNext, startOfNext } from './term.rules.js';
import { TermService } from './term.service.js';

/** Terms that end soon: renewing them, ending them, handing over. */
@ApiExcludeController()
@Controller('terms')
export class TermController {
  constructor(
    private readonly views: Views,
    private readonly finder: TermFinder,
    private readonly service: TermService,
    private readonly groups: GroupFinder,
    private readonly memberships: MembershipFinder,
    private readonly persons: PersonFinder,
  ) {}

  @Page('', canSeeTerms)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const filter = tolerant(termFilter, ctx.query);
    const [rows, groups] = await Promise.all([this.finder.ending(ctx.actor, filter), this.groups.options(ctx.lang)]);
    return this.views.page(ctx, 'joining/term/list', {
      ...{ title: this.say(ctx, 'title'), tab: 'terms', filter, rows, groups, count: rows.length },
      crumbs: [{ href: '/network', key: 'network.title' }],
      ignored: ignoredIn(termFilter, ctx.query),
      days: filter.days ?? horizons[0],
      canRenew: canRenew(ctx.actor),
      horizons: horizons.map((value) => ({ value, label: this.say(ctx, 'within', { count: Number(value) }) })),
    });
  }

  @Page(':id/renewal', canRenew)
  async renewing(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { validTo, version } = found(await this.memberships.one(id));
    if (validTo === null) throw new Conflict('joining.term.endless');
    return this.form(ctx, id, freshForm({ validTo: endOfNext(startOfNext(validTo)), version }));
  }

  @Submit(':id/renewal', canRenew)
  renew(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: renewal,
      body,
      run: (input) => this.service.renew(ctx.actor, id, input),
      done: () => seeOther('/terms', 'joining.term.flash.renewed'),
      again: (form, status) => this.form(ctx, id, form, status),
    });
  }

  private async form(ctx: Ctx, id: string, form: FormState, status?: number): Promise<Answer> {
    const membership = found(await this.memberships.one(id));
    const group = found(await this.groups.one(membership.groupId));
    const name = await this.persons.nameOf(membership.personId);
    const data = {
      ...{ title: this.say(ctx, 'renewTitle', { name, group: group.code }), membership, form },
      validFrom: startOfNext(membership.validTo!),
      crumbs: [{ href: '/terms', key: 'joining.term.title' }],
      labels: { validTo: 'network.field.validTo', validFrom: 'network.field.validFrom' },
    };
    return this.views.page(ctx, 'joining/term/renewal', data, status ?? 200);
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `joining.term.${key}`, params);
  }
}
