import { Body, Controller, Param } from '@nestjs/common';
import { PersonFinder, placeOf, StateNames, tolerant } from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Traces } from '@samrad/platform/traces';
import { type Answer, ignoredIn, pageLinks, seeOther, submit, Views } from '@samrad/platform/views';
import { acceptance, applicationFilter, refusal } from './application.dto.js';
import { applicationKinds } from './application.entity.js';
import { ApplicationFinder } from './application.finder.js';
import { ApplicationPage } from './application-page.js';
import { canDecideApplications, canSeeApplications } from './application.policy.js';
import { applicationLine, kindKey, statusTag } from './application.presenter.js';
import { applicationStatuses } from './application.rules.js';
import { ApplicationService } from './application.service.js';

const tones = { to_confirm: 'accent', to_decide: 'warning', accepted: 'success', refused: 'danger' } as const;

/** Applications as the organisers see and decide them. */
@ApiExcludeController()
@Controller('applications')
export class ApplicationController {
  constructor(
    private readonly views: Views,
    private readonly finder: ApplicationFinder,
    private readonly service: ApplicationService,
    private readonly page: ApplicationPage,
    private readonly states: StateNames,
    private readonly persons: PersonFinder,
    private readonly traces: Traces,
  ) {}

  @Page('', canSeeApplications)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const filter = tolerant(applicationFilter, ctx.query);
    const [page, total, counts] = await Promise.all([
      this.finder.list(filter, placeOf(ctx.query)),
      this.finder.count(filter),
      this.finder.counts(),
    ]);
    await this.traces.read(ctx.actor, { what: 'applications', detail: { filter }, amount: async () => total });
    return this.views.page(ctx, 'joining/application/list', {
      ...{ title: this.views.i18n.t(ctx.lang, 'joining.application.title'), tab: 'applications', filter, total },
      crumbs: [{ href: '/network', key: 'network.title' }],
      ignored: ignoredIn(applicationFilter, ctx.query),
      rows: page.rows.map(applicationLine),
      pages: pageLinks(ctx.url, { ...page, total }),
      kpis: applicationStatuses.map((status) => ({
        ...{ n: counts[status], tone: tones[status], text: this.views.i18n.t(ctx.lang, statusTag(status).key) },
        ...{ href: `/applications?status=${status}`, current: filter.status === status },
      })),
      statuses: applicationStatuses.map((value) => ({ value, key: statusTag(value).key })),
      kinds: applicationKinds.map((value) => ({ value, key: kindKey(value) })),
      states: this.states.options(ctx.lang),
    });
  }

  @Page(':id', canSeeApplications)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const application = found(await this.finder.one(id));
    await this.traces.read(ctx.actor, { what: 'applications', subjectId: id });
    return this.page.show(ctx, application, {});
  }

  @Submit(':id/acceptance', canDecideApplications)
  async accept(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const application = found(await this.finder.one(id));
    return submit(ctx, {
      schema: acceptance,
      body,
      run: async (input) => {
        const personId = await this.service.accept(ctx.actor, id, input);
        return { personId, name: await this.persons.nameOf(personId) };
      },
      done: ({ personId, name }) => seeOther(`/persons/${personId}`, 'joining.application.flash.accepted', { name }),
      again: (form, status) => this.page.show(ctx, application, { form, status }),
    });
  }

  @Submit(':id/refusal', canDecideApplications)
  async refuse(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const application = found(await this.finder.one(id));
    return submit(ctx, {
      schema: refusal,
      body,
      run: (input) => this.service.refuse(ctx.actor, id, input),
      done: () => seeOther('/applications', 'joining.application.flash.refused', { name: application.name }),
      again: (form, status) => this.page.show(ctx, application, { form, status, isRefusal: true }),
    });
  }
}
