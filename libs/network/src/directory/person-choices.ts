import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';
import { I18n } from '@samrad/platform/i18n';
import { GroupFinder } from '../group/group.finder.js';
import { pairsOf, queryOf, without } from '../lists.js';
import { membershipRoles } from '../membership/membership.entity.js';
import { organisationTypes } from '../organisation/organisation.entity.js';
import { OrganisationFinder } from '../organisation/organisation.finder.js';
import { StateNames } from '../state/state-names.js';
import { TopicFinder } from '../topic/topic.finder.js';
import { countryOptions } from '../person/expertise/countries.js';
import { MethodFinder } from '../person/expertise/method.finder.js';
import { languageOptions } from '../person/languages.js';
import type { PersonFilter } from '../person/person.dto.js';

interface Option {
  value: string;
  label: string;
}

/** What can be chosen in the forms and filters of the network, in the reader's language. */
@Injectable()
export class PersonChoices {
  constructor(
    private readonly i18n: I18n,
    private readonly states: StateNames,
    private readonly topics: TopicFinder,
    private readonly groups: GroupFinder,
    private readonly organisations: OrganisationFinder,
    private readonly methods: MethodFinder,
  ) {}

  async forFilter({ lang }: Pick<Ctx, 'lang'>) {
    const groups = await this.groups.all();
    return {
      states: this.states.options(lang),
      types: this.typeOptions(),
      topics: await this.topics.options(lang),
      languages: languageOptions(lang),
      countries: countryOptions(lang),
      methods: await this.methods.options(lang),
      groups: groups.map(({ code }) => ({ value: code, label: code })),
      statuses: [
        { value: 'left', key: 'network.person.status.left' },
        { value: 'all', key: 'network.person.status.all' },
        { value: 'restricted', key: 'network.person.status.restricted' },
      ],
    };
  }

  /** The filter without topics and methods that there are not; those as a page names what it did not understand. */
  async understood<F extends PersonFilter>(filter: F): Promise<{ filter: F; unknown: string }> {
    const unknown = await this.unknown(filter);
    const known = (name: 'topic' | 'method') => filter[name]?.filter((code) => !unknown[name].includes(code));
    const named = Object.entries(unknown).flatMap(([name, codes]) =>
      codes.map((code) => `${name}=${code.slice(0, 60)}`),
    );
    if (!named.length) return { filter, unknown: '' };
    const [topic, method] = [known('topic'), known('method')];
    return { filter: { ...filter, topic, method }, unknown: named.join(', ') };
  }

  /** What is chosen of expertise, in the words of the choices, each with the address of the list without it. */
  chosen(filter: PersonFilter, choices: Record<'topics' | 'languages' | 'countries' | 'methods', Option[]>) {
    const { topics, languages, countries, methods } = choices;
    const of: Record<string, Option[]> = { topic: topics, language: languages, country: countries, method: methods };
    return pairsOf(filter).flatMap((one) => {
      const option = of[one.name]?.find(({ value }) => value === one.value);
      return option
        ? [{ ...one, isAdded: true, text: option.label, href: `/persons?${queryOf(without(filter, one))}` }]
        : [];
    });
  }

  /** @throws Invalid for a topic or method that there is not; the other codes are checked as they come in */
  async demandKnown(filter: PersonFilter): Promise<void> {
    const { topic, method } = await this.unknown(filter);
    if (topic.length) throw new Invalid({ topic: { key: 'network.person.invalid.topic' } });
    if (method.length) throw new Invalid({ method: { key: 'network.person.invalid.method' } });
  }

  private async unknown({ topic = [], method = [] }: PersonFilter) {
    const missing = async (codes: readonly string[], all: () => Promise<{ code: string }[]>) => {
      const known = codes.length ? new Set((await all()).map(({ code }) => code)) : null;
      return codes.filter((code) => known && !known.has(code));
    };
    const topics = await missing(topic, () => this.topics.all());
    return { topic: topics, method: await missing(method, () => this.methods.all()) };
  }

  async forForm({ lang }: Pick<Ctx, 'lang'>) {
    return {
      states: this.states.options(lang),
      topics: await this.topics.options(lang),
      languages: languageOptions(lang),
      countries: countryOptions(lang),
      methods: await this.methods.options(lang),
      mailLanguages: [
        { value: 'nb', label: 'Bokmål' },
        { value: 'nn', label: 'Nynorsk' },
        { value: 'en', label: 'English' },
      ],
      organisations: await this.organisationOptions(),
    };
  }

  async organisationOptions() {
    const all = await this.organisations.all();
    return all.map(({ id, name, stateCode }) => ({ value: id, label: stateCode ? `${name} (${stateCode})` : name }));
  }

  typeOptions() {
    return organisationTypes.map((value) => ({ value, key: `network.organisation.type.${value}` }));
  }

  roleOptions() {
    return membershipRoles.map((value) => ({ value, key: `network.membership.role.${value}` }));
  }

  stateOptions({ lang }: Pick<Ctx, 'lang'>) {
    return this.states.options(lang);
  }

  say({ lang }: Pick<Ctx, 'lang'>, key: string, params?: Record<string, unknown>): string {
    return this.i18n.t(lang, key, params);
  }
}
