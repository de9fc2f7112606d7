import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { type Answer, pageLinks, seeOther, submit, Views, ignoredIn } from '@samrad/platform/views';
import { FormerRecords } from '../former-records.js';
import { nameIn } from '../state/known-states.js';
import { placeOf, queryOf, tolerant, withQuery } from '../lists.js';
import { RegisterPanels } from '../register-panels.js';
import { TopicFinder } from '../topic/topic.finder.js';
import { AddressStanding } from '../directory/address-standing.service.js';
import { DirectoryFinder, countedUpTo } from '../directory/directory.finder.js';
import { PersonChoices } from '../directory/person-choices.js';
import { consentView } from './consent/consent.presenter.js';
import { Consents } from './consent/consents.service.js';
import { PersonFields } from './fields/person-fields.finder.js';
import { PersonReading } from './fields/person-reading.js';
import { departureInput, personFilter, returnInput, type PersonFilter, type ReturnInput } from './person.dto.js';
import { canExportNetwork, canImportNetwork, canManageNetwork, canSeeDetails, canSeeNetwork } from './person.policy.js';
import { historyView } from './history/history.presenter.js';
import { pageView, rowView } from './person.presenter.js';
import { MethodFinder } from './expertise/method.finder.js';
import { PersonRecordFinder, type PersonDetails } from './person-record.finder.js';
import { PersonService } from './person.service.js';

export const personCrumbs = [{ href: '/persons', key: 'network.title' }];

/** Address of a new group with what the filter asks as its rule; null: it asks nothing that a rule can ask. */
function groupFrom({ state, type, topic, language, country, method, q, status, organisation, group }: PersonFilter) {
  if (q || status || organisation || group) return null;
  // A rule takes one of several for enough, a filter asks for all.
  if ([topic, language, country, method].some((several) => several && several.length > 1)) return null;
  const rule = { states: state, types: type, topics: topic, languages: language, countries: country, methods: method };
  const asked = queryOf(rule);
  return asked ? `/groups/new?${asked}` : null;
}

/** The directory and a person's page. */
@Controller()
export class PersonController {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly directory: DirectoryFinder,
    private readonly records: PersonRecordFinder,
    private readonly choices: PersonChoices,
    private readonly topics: TopicFinder,
    private readonly methods: MethodFinder,
    private readonly formers: FormerRecords,
    private readonly persons: PersonService,
    private readonly addresses: AddressStanding,
    private readonly consents: Consents,
    private readonly panels: RegisterPanels,
    private readonly reading: PersonReading,
    private readonly fields: PersonFields,
  ) {}

  @Page(['network', 'persons'], canSeeNetwork)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const { filter, unknown } = await this.choices.understood(tolerant(personFilter, ctx.query));
    const count = await this.directory.count(ctx.actor, filter);
    const place = placeOf(ctx.query, count > countedUpTo ? undefined : count);
    const [page, choices] = await Promise.all([
      this.directory.list(ctx.actor, filter, place),
      this.choices.forFilter(ctx),
    ]);
    const ids = page.rows.map(({ id }) => id);
    await this.reading.noteList(ctx.actor, {
      ...{ personIds: ids, filter },
      count: () => this.directory.count(ctx.actor, filter, null),
    });
    const groups = await this.records.groupCodes(ids);
    const today = this.clock.today();
    return this.views.page(ctx, 'network/person/list', {
      ignored: [ignoredIn(personFilter, ctx.query), unknown].filter(Boolean).join(', '),
      title: this.say(ctx, 'network.title'),
      ...choices,
      chosen: this.choices.chosen(filter, choices),
      tab: 'persons',
      filter,
      sort: filter.sort ?? 'name-asc',
      canManage: canManageNetwork(ctx.actor),
      canImport: canImportNetwork(ctx.actor),
      isFull: canSeeDetails(ctx.actor),
      found: countText(count),
      rows: page.rows.map((row) => rowView(row, groups.get(row.id) ?? [], today)),
      exportAt:
        canExportNetwork(ctx.actor) && filter.status !== 'restricted' ? withQuery('/persons/export', ctx.url) : null,
      groupAt: canManageNetwork(ctx.actor) ? groupFrom(filter) : null,
      pages: pageLinks(ctx.url.replace(/^\/network/, '/persons'), {
        ...page,
        total: count > countedUpTo ? null : count,
      }),
    });
  }

  @Page('persons/:id', canSeeNetwork)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const person = await this.records.one(ctx.actor, id);
    if (!person) return this.elsewhere(ctx, id);
    await this.reading.note(ctx.actor, person);
    const all = await this.topics.all();
    const topics = new Map(all.map((topic) => [topic.code, nameIn(topic, ctx.lang)]));
    const methods = new Map((await this.methods.all()).map((one) => [one.code, nameIn(one, ctx.lang)]));
    const surroundings = { i18n: this.views.i18n, lang: ctx.lang, today: this.clock.today(), topics, methods };
    const view = pageView(ctx.actor, person, surroundings);
    const events = await this.formers.history('person', id);
    return this.views.page(ctx, 'network/person/show', {
      title: view.name,
      crumbs: personCrumbs,
      person: view,
      canManage: canManageNetwork(ctx.actor),
      mayChange: canManageNetwork(ctx.actor) && !person.erasedAt,
      ...(view.isFull && (await this.shownTo(person))),
      consents: view.isFull ? await this.consentsOf(id) : [],
      panels: await this.panels.render(ctx, 'person', id),
      failing: view.isFull ? await this.addresses.failingOf(id) : [],
      events: historyView(ctx.actor, { events, personId: id }, surroundings),
      form: { values: { leftOn: surroundings.today }, errors: {}, list: [] },
    });
  }

  /** To whom the person shows what, for organisers, who see everything; an erased one has nothing to show. */
  private async shownTo({ id, erasedAt }: PersonDetails) {
    if (erasedAt) return {};
    const isPublic = (await this.records.publicly(id)) !== undefined;
    return { audiences: await this.fields.audiencesOf(id), publicPath: isPublic ? `/profiles/${id}` : null };
  }

  private async consentsOf(id: string) {
    const register = await this.consents.toRegister(id);
    return [...(register ? [register] : []), ...(await this.consents.of(id))].map(consentView);
  }

  @Page('persons/:id/departure', canManageNetwork)
  leaving(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.departure(ctx, id);
  }

  @Submit('persons/:id/departure', canManageNetwork)
  leave(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: departureInput,
      body,
      run: (input) => this.persons.leave(ctx.actor, id, input),
      done: () => seeOther(`/persons/${id}`, 'network.person.flash.left'),
      again: (form, status) => this.departure(ctx, id, { form, status }),
    });
  }

  @Submit('persons/:id/return', canManageNetwork)
  async comeBack(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Body({ schema: returnInput }) input: ReturnInput,
  ): Promise<Answer> {
    await this.persons.comeBack(ctx.actor, id, input.version);
    return seeOther(`/persons/${id}`, 'network.person.flash.returned');
  }

  /** Somebody who was there twice: the old link leads on, for those who may see the person. */
  private async elsewhere(ctx: Ctx, id: string): Promise<Answer> {
    const now = found(await this.formers.current('person', id));
    found(await this.records.one(ctx.actor, now));
    return seeOther(`/persons/${now}`);
  }

  private async departure(ctx: Ctx, id: string, { form, status }: { form?: object; status?: number } = {}) {
    const person = found(await this.records.one(ctx.actor, id));
    const view = pageView(ctx.actor, person, {
      ...{ i18n: this.views.i18n, lang: ctx.lang, today: this.clock.today() },
      ...{ topics: new Map<string, string>(), methods: new Map<string, string>() },
    });
    const title = this.say(ctx, 'network.person.leaveTitle', { name: view.name });
    const crumbs = [...personCrumbs, { href: `/persons/${id}`, text: view.name }];
    const fresh = { values: { leftOn: this.clock.today(), version: person.version }, errors: {}, list: [] };
    const data = { title, crumbs, person: view, form: withVersion(form ?? fresh, person.version) };
    return this.views.page(ctx, 'network/person/departure', data, status ?? 200);
  }

  private say(ctx: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(ctx.lang, key, params);
  }
}

/** A form is sent again with the version that is now the newest. */
export const withVersion = (form: object, version: number): object => ({
  ...form,
  values: { ...(form as { values: object }).values, version },
});

const countText = (count: number) =>
  count > countedUpTo
    ? { key: 'network.person.foundMany', count: countedUpTo }
    : { key: 'network.person.found', count };
