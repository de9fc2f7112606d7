import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { check, freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { PersonChoices } from '../../directory/person-choices.js';
import { countryName, countryOptions } from '../../person/expertise/countries.js';
import { MethodFinder } from '../../person/expertise/method.finder.js';
import { languageName, languageOptions } from '../../person/languages.js';
import { nameIn, stateName } from '../../state/known-states.js';
import { TopicFinder } from '../../topic/topic.finder.js';
import { GroupFinder, type GroupRecord } from '../group.finder.js';
import { compositionInput, partsOf } from './composition.dto.js';
import { CompositionFinder, type PersonWithin } from './composition.finder.js';
import { isPlain, stateSets, type Composition } from './composition.rules.js';
import { CompositionService, inputOf } from './composition.service.js';
import { GroupMembers } from './group-members.js';

const fields = [
  ...['types', 'states', 'stateSets', 'topics', 'languages', 'countries', 'methods'],
  ...['functionWords', 'groups', 'roles', 'parts'],
];
const labels = Object.fromEntries(fields.map((field) => [field, `network.field.${field}`]));

/** The page on which a group's rule and the groups within it are chosen, with who would be in. */
@Injectable()
export class CompositionPage {
  constructor(
    private readonly views: Views,
    private readonly groups: GroupFinder,
    private readonly members: GroupMembers,
    private readonly finder: CompositionFinder,
    private readonly service: CompositionService,
    private readonly choices: PersonChoices,
    private readonly topics: TopicFinder,
    private readonly methods: MethodFinder,
  ) {}

  async edit(ctx: Ctx, group: GroupRecord, given?: { form: FormState; status: number }): Promise<Answer> {
    const current = found((await this.members.compositions()).get(group.id));
    const form = given?.form ?? freshForm({ ...inputOf(current), ...asked(ctx.query), version: group.version });
    const version = form.conflict?.version ?? form.values.version;
    const input = compositionInput.safeParse(form.values);
    const shown = input.success ? { ...current, ...partsOf(input.data) } : current;
    return this.views.page(
      ctx,
      'network/group/composition/edit',
      {
        title: this.say(ctx, 'title', { group: group.code }),
        crumbs: crumbsOf(group),
        ...{ group, labels },
        form: { ...form, values: { ...form.values, version } },
        ...(await this.options(ctx, group)),
        ...(await this.preview(ctx, shown)),
      },
      given?.status ?? 200,
    );
  }

  /** Who would be in, as a part of the page; without scripts as the page itself. Changes nothing. */
  async tried(ctx: Ctx, group: GroupRecord, body: unknown): Promise<Answer> {
    const values = (body ?? {}) as Record<string, unknown>;
    if (!ctx.htmx) return this.edit(ctx, group, { form: freshForm(values), status: 200 });
    const proposed = await this.service.proposed(group.id, check(compositionInput, values));
    return this.views.fragment(ctx, 'network/group/composition/_preview', await this.preview(ctx, proposed));
  }

  /** For the group's page: the rule in words, the groups within it and who is in by them. */
  async shown(ctx: Ctx, group: GroupRecord) {
    const current = found((await this.members.compositions()).get(group.id));
    if (isPlain(current)) return null;
    return { criteria: await this.inWords(ctx, current), ...(await this.preview(ctx, current)) };
  }

  private async preview(ctx: Ctx, proposed: Composition) {
    const [{ people, count }, before] = await Promise.all([
      this.finder.within(proposed),
      this.finder.idsNow(proposed.id),
    ]);
    const names = await this.topicNames(ctx);
    const comes = people.filter(({ personId }) => !before.has(personId)).length;
    return {
      count,
      more: count - people.length,
      difference: { before: before.size, comes },
      people: people.map((one) => ({
        ...one,
        isNew: !before.has(one.personId),
        why: this.why(ctx, one, names).filter(Boolean).join(' · '),
      })),
    };
  }

  private why(ctx: Ctx, one: PersonWithin, topics: ReadonlyMap<string, string>): (string | null)[] {
    const role = this.views.i18n.t(ctx.lang, `network.membership.role.${one.role}`);
    if (one.source === 'hand') return [this.say(ctx, 'why.hand', { role })];
    if (one.source === 'part') return [this.say(ctx, 'why.part', { group: one.via, role })];
    const type =
      one.organisationType && this.views.i18n.t(ctx.lang, `network.organisation.type.${one.organisationType}`);
    return [
      [one.organisation, type && `(${type})`].filter(Boolean).join(' '),
      one.function,
      one.stateCode && stateName(one.stateCode, ctx.lang),
      ...one.topics.map((code) => topics.get(code) ?? code),
      ...one.languages.map((code) => languageName(code, ctx.lang)),
    ];
  }

  private async inWords(ctx: Ctx, { rule, parts }: Composition) {
    const all = await this.members.compositions();
    const topics = await this.topicNames(ctx);
    const methods = new Map((await this.methods.all()).map((one) => [one.code, nameIn(one, ctx.lang)]));
    const codes = (ids: readonly string[]) => ids.map((id) => all.get(id)?.code ?? id);
    const word = (prefix: string) => (value: string) => this.views.i18n.t(ctx.lang, `network.${prefix}.${value}`);
    const lines: [string, string[]][] = [
      ['types', (rule?.types ?? []).map(word('organisation.type'))],
      ['stateSets', (rule?.stateSets ?? []).map(word('composition.set'))],
      ['states', (rule?.states ?? []).map((code) => stateName(code, ctx.lang))],
      ['topics', (rule?.topics ?? []).map((code) => topics.get(code) ?? code)],
      ['languages', (rule?.languages ?? []).map((code) => languageName(code, ctx.lang))],
      ['countries', (rule?.countries ?? []).map((code) => countryName(code, ctx.lang))],
      ['methods', (rule?.methods ?? []).map((code) => methods.get(code) ?? code)],
      ['functionWords', rule?.functionWords ? [rule.functionWords] : []],
      ['groups', codes(rule?.groups ?? [])],
      ['roles', (rule?.roles ?? []).map(word('membership.role'))],
      ['parts', codes(parts)],
    ];
    return lines
      .filter(([, values]) => values.length)
      .map(([field, values]) => ({ key: `network.field.${field}`, text: values.join(', ') }));
  }

  private async options(ctx: Ctx, group: GroupRecord) {
    const others = (await this.groups.all()).filter(({ id }) => id !== group.id);
    return {
      typeOptions: this.choices.typeOptions(),
      setOptions: stateSets.map((value) => ({ value, key: `network.composition.set.${value}` })),
      stateOptions: this.choices.stateOptions(ctx),
      topicOptions: await this.topics.options(ctx.lang),
      languageOptions: languageOptions(ctx.lang),
      countryOptions: countryOptions(ctx.lang),
      methodOptions: (await this.methods.all()).map((one) => ({ value: one.code, label: nameIn(one, ctx.lang) })),
      roleOptions: this.choices.roleOptions(),
      groupOptions: others.map((one) => ({ value: one.id, label: `${one.code}: ${nameIn(one, ctx.lang)}` })),
    };
  }

  async topicNames({ lang }: Ctx): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.topics.options(lang)).map(({ value, label }) => [value, label]));
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `network.composition.${key}`, params);
  }
}

/** A rule that an address brings along, e.g. the filter of a list: shown to be looked at, and saved only then. */
function asked(query: Record<string, unknown>): object {
  const rule = compositionInput.safeParse(query);
  return rule.success ? Object.fromEntries(Object.entries(rule.data).filter(([field]) => field in query)) : {};
}

export const crumbsOf = ({ id, code }: GroupRecord) => [
  { href: '/network', key: 'network.title' },
  { href: '/groups', key: 'network.tabs.groups' },
  { href: `/groups/${id}`, text: code },
];
