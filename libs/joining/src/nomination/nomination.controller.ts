import { Body, Controller, Param } from '@nestjs/common';
import { PersonFinder, placeOf, StateNames, tolerant } from '@samrad/network';
import { Ctx, isOrganiser, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { type Answer, check, ignoredIn, pageLinks, seeOther, submit, Views } from '@samrad/platform/views';
import { refusal } from '../application/application.dto.js';
import { nominationAcceptance, nominationFilter, nominationInput, withdrawal } from './nomination.dto.js';
import { NominationFinder } from './nomination.finder.js';
import { NominationPage } from './nomination-page.js';
import { canDecideNominations, canNominate, canSeeNominations } from './nomination.policy.js';
import { nominationLine, nominationTag } from './nomination.presenter.js';
import { nominationStatuses } from './nomination.rules.js';
import { NominationService } from './nomination.service.js';

const tones = { to_decide: 'warning', accepted: 'success', refused: 'danger', withdrawn: 'accent' } as const;

/** Nominations: a contact makes them for the own State, organisers decide. */
@ApiExcludeController()
@Controller('nominations')
export class NominationController {
  constructor(
    private readonly views: Views,
    private readonly finder: NominationFinder,
    private readonly service: NominationService,
    private readonly page: NominationPage,
    private readonly states: StateNames,
    private readonly persons: PersonFinder,
  ) {}

  @Page('', canSeeNominations)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const filter = tolerant(nominationFilter, ctx.query);
    const [page, total, counts, groups] = await Promise.all([
      this.finder.list(ctx.actor, filter, placeOf(ctx.query)),
      this.finder.count(ctx.actor, filter),
      this.finder.counts(ctx.actor),
      this.page.groupOptions(ctx),
    ]);
    return this.views.page(ctx, 'joining/nomination/list', {
      ...{ title: this.views.i18n.t(ctx.lang, 'joining.nomination.title'), tab: 'nominations', filter, total, groups },
      crumbs: [{ href: '/network', key: 'network.title' }],
      ignored: ignoredIn(nominationFilter, ctx.query),
      ...{ canNominate: canNominate(ctx.actor), isOrganiser: isOrganiser(ctx.actor) },
      rows: page.rows.map(nominationLine),
      pages: pageLinks(ctx.url, { ...page, total }),
      kpis: nominationStatuses.map((status) => ({
        ...{ n: counts[status], tone: tones[status], text: this.views.i18n.t(ctx.lang, nominationTag(status).key) },
        ...{ href: `/nominations?status=${status}`, current: filter.status === status },
      })),
      statuses: nominationStatuses.map((value) => ({ value, key: nominationTag(value).key })),
      states: this.states.options(ctx.lang),
    });
  }

  @Page('new', canNominate)
  fresh(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page.fresh(ctx, {});
  }

  @Submit('', canNominate)
  nominate(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: nominationInput,
      body,
      run: (input) => this.service.nominate(ctx.actor, input),
      done: (id) => seeOther(`/nominations/${id}`, 'joining.nomination.flash.submitted'),
      again: (form, status) => this.page.fresh(ctx, { form, status }),
    });
  }

  @Page(':id', canSeeNominations)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, found(await this.finder.one(ctx.actor, id)), {});
  }

  @Submit(':id/acceptance', canDecideNominations)
  async accept(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const nomination = found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: nominationAcceptance,
      body,
      run: async (input) => ({ name: await this.persons.nameOf(await this.service.accept(ctx.actor, id, input)) }),
      done: ({ name }) => seeOther(`/nominations/${id}`, 'joining.nomination.flash.accepted', { name }),
      again: (form, status) => this.page.show(ctx, nomination, { form, status }),
    });
  }

  @Submit(':id/refusal', canDecideNominations)
  async refuse(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const nomination = found(await this.finder.one(ctx.actor, id));
    return submit(ctx, {
      schema: refusal,
      body,
      run: (input) => this.service.refuse(ctx.actor, id, input),
      done: () => seeOther('/nominations', 'joining.nomination.flash.refused', { name: nomination.name }),
      again: (form, status) => this.page.show(ctx, nomination, { form, status, isRefusal: true }),
    });
  }

  @Page(':id/withdrawal', canNominate)
  async withdrawing(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { name, version } = found(await this.finder.one(ctx.actor, id));
    const say = (key: string) => this.views.i18n.t(ctx.lang, `joining.nomination.${key}`, { name });
    return this.views.page(ctx, 'platform/confirm', {
      ...{ title: say('withdrawTitle'), text: say('withdrawText'), submit: say('withdraw'), version },
      crumbs: [{ href: '/nominations', key: 'joining.nomination.title' }],
      ...{ action: `/nominations/${id}/withdrawal`, cancel: `/nominations/${id}` },
    });
  }

  @Submit(':id/withdrawal', canNominate)
  async withdraw(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.service.withdraw(ctx.actor, id, check(withdrawal, body));
    return seeOther('/nominations', 'joining.nomination.flash.withdrawn');
  }
}
