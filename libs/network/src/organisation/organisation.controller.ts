import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Conflict, found } from '@samrad/platform/errors';
import {
  type Answer,
  type FormState,
  freshForm,
  pageLinks,
  seeOther,
  submit,
  Views,
  ignoredIn,
} from '@samrad/platform/views';
import { FormerRecords } from '../former-records.js';
import { RegisterPanels } from '../register-panels.js';
import { LookAlikes } from '../look-alikes.js';
import { placeOf, tolerant, withQuery } from '../lists.js';
import { canExportNetwork } from '../person/person.policy.js';
import { PersonChoices } from '../directory/person-choices.js';
import {
  organisationChange,
  organisationFilter,
  organisationEntry,
  type OrganisationEntry,
} from './organisation.dto.js';
import { OrganisationFinder } from './organisation.finder.js';
import { canManageOrganisations, canSeeOrganisations } from './organisation.policy.js';
import { PersonReading } from '../person/fields/person-reading.js';
import { historyView } from '../person/history/history.presenter.js';
import { personView } from './organisation.presenter.js';
import { OrganisationService } from './organisation.service.js';

const crumbs = [
  { href: '/network', key: 'network.title' },
  { href: '/organisations', key: 'network.tabs.organisations' },
];
const fields = ['name', 'acronym', 'type', 'stateCode', 'website', 'number', 'externalKey', 'note'];
const labels = Object.fromEntries(fields.map((field) => [field, `network.field.${field}`]));

@Controller('organisations')
export class OrganisationController {
  constructor(
    private readonly views: Views,
    private readonly finder: OrganisationFinder,
    private readonly organisations: OrganisationService,
    private readonly choices: PersonChoices,
    private readonly formers: FormerRecords,
    private readonly alike: LookAlikes,
    private readonly panels: RegisterPanels,
    private readonly reading: PersonReading,
  ) {}

  @Page('', canSeeOrganisations)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const filter = tolerant(organisationFilter, ctx.query);
    const page = await this.finder.list(filter, placeOf(ctx.query));
    const total = await this.finder.count(filter);
    return this.views.page(ctx, 'network/organisation/list', {
      ignored: ignoredIn(organisationFilter, ctx.query),
      title: this.choices.say(ctx, 'network.tabs.organisations'),
      tab: 'organisations',
      filter,
      sort: filter.sort ?? 'name-asc',
      total,
      rows: page.rows,
      pages: pageLinks(ctx.url, { ...page, total }),
      states: this.choices.stateOptions(ctx),
      types: this.choices.typeOptions(),
      canManage: canManageOrganisations(ctx.actor),
      exportAt: canExportNetwork(ctx.actor) ? withQuery('/organisations/export', ctx.url) : null,
    });
  }

  @Page('new', canManageOrganisations)
  fresh(@Ctx() ctx: Ctx): Answer {
    return this.formPage(ctx, { form: freshForm() });
  }

  @Submit('', canManageOrganisations)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: organisationEntry,
      body,
      run: (input) => this.add(ctx, input),
      done: (id) => seeOther(`/organisations/${id}`, 'network.organisation.flash.created'),
      again: (form, status) => this.formPage(ctx, { form, status }),
    });
  }

  /** A part of the form, while one types. */
  @Submit('look-alikes', canManageOrganisations)
  async lookAlikes(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    const duplicates = await this.alike.find('organisation', body ?? {});
    return this.views.fragment(ctx, 'network/person/_look-alikes', { duplicates });
  }

  @Page(':id', canSeeOrganisations)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const organisation = await this.finder.one(id);
    if (!organisation) return seeOther(`/organisations/${found(await this.formers.current('organisation', id))}`);
    const canManage = canManageOrganisations(ctx.actor);
    const [now, before, isUsed, events, panels] = await Promise.all([
      this.finder.persons(ctx.actor, id, 'now'),
      canManage ? this.finder.persons(ctx.actor, id, 'before') : [],
      this.finder.isUsed(id),
      this.formers.history('organisation', id),
      this.panels.render(ctx, 'organisation', id),
    ]);
    const personIds = [...now, ...before].map((row) => row.id);
    await this.reading.noteList(ctx.actor, { of: { id, name: organisation.name }, personIds });
    return this.views.page(ctx, 'network/organisation/show', {
      title: organisation.name,
      crumbs,
      organisation,
      canManage,
      canDelete: canManage && !isUsed,
      now: now.map(personView),
      before: before.map(personView),
      panels,
      events: historyView(ctx.actor, { events }, { i18n: this.views.i18n, lang: ctx.lang }),
    });
  }

  @Page(':id/edit', canManageOrganisations)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const organisation = found(await this.finder.one(id));
    return this.formPage(ctx, { form: freshForm(organisation), id, name: organisation.name });
  }

  @Submit(':id', canManageOrganisations)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { name } = found(await this.finder.one(id));
    return submit(ctx, {
      schema: organisationChange,
      body,
      run: (input) => this.organisations.change(ctx.actor, id, input),
      done: () => seeOther(`/organisations/${id}`, 'network.organisation.flash.saved'),
      again: (form, status) => this.formPage(ctx, { form, status, id, name }),
    });
  }

  @Page(':id/deletion', canManageOrganisations)
  async deletion(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { name } = found(await this.finder.one(id));
    if (await this.finder.isUsed(id)) throw new Conflict('network.organisation.inUse');
    return this.views.page(ctx, 'platform/confirm', {
      title: this.choices.say(ctx, 'network.organisation.deleteTitle', { name }),
      text: this.choices.say(ctx, 'network.organisation.deleteText'),
      crumbs: [...crumbs, { href: `/organisations/${id}`, text: name }],
      action: `/organisations/${id}/deletion`,
      submit: this.choices.say(ctx, 'platform.form.delete'),
      cancel: `/organisations/${id}`,
    });
  }

  @Submit(':id/deletion', canManageOrganisations)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    await this.organisations.remove(ctx.actor, id);
    return seeOther('/organisations', 'network.organisation.flash.deleted');
  }

  private async add(ctx: Ctx, input: OrganisationEntry): Promise<string> {
    await this.alike.demandNone('organisation', input);
    const { saveAnyway: _, ...organisation } = input;
    return this.organisations.create(ctx.actor, organisation);
  }

  private formPage(
    ctx: Ctx,
    { form, status, id, name }: { form: FormState; status?: number; id?: string; name?: string },
  ): Answer {
    const title = name
      ? this.choices.say(ctx, 'network.organisation.editTitle', { name })
      : this.choices.say(ctx, 'network.organisation.newTitle');
    const version = form.conflict?.version ?? form.values.version;
    const data = {
      ...{ title, id, labels, crumbs },
      form: { ...form, values: { ...form.values, version } },
      states: this.choices.stateOptions(ctx),
      types: this.choices.typeOptions(),
    };
    return this.views.page(ctx, 'network/organisation/form', data, status ?? 200);
  }
}
