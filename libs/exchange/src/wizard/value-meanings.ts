import { Injectable } from '@nestjs/common';
import {
  countryOptions,
  GroupFinder,
  languageOptions,
  membershipRoles,
  MethodFinder,
  OrganisationFinder,
  organisationTypes,
  StateNames,
  TopicFinder,
} from '@samrad/network';
import { Invalid } from '@samrad/platform/errors';
import { I18n, type Language } from '@samrad/platform/i18n';
import type { Choices } from '../import/import.types.js';
import { visible } from '../row/import-text.rules.js';
import type { MeantField } from '../row/values.rules.js';
import { mostValues, type UnknownValue } from './values.finder.js';

interface Option {
  value: string;
  label: string;
}

/** Nothing told: the value stays what it is. */
const asItIs = '=';
/** Left out, typed where an organisation's name could be. */
const dash = /^[-–]$/;

/** What the unknown words of a list can mean, and what a person said they do. */
@Injectable()
export class ValueMeanings {
  constructor(
    private readonly states: StateNames,
    private readonly groups: GroupFinder,
    private readonly topics: TopicFinder,
    private readonly methods: MethodFinder,
    private readonly organisations: OrganisationFinder,
    private readonly i18n: I18n,
  ) {}

  /** The unknown words with the choices for each, as the form shows them. */
  async view(unknown: readonly UnknownValue[], { values }: Pick<Choices, 'values'>, lang: Language) {
    const shown = unknown.slice(0, mostValues);
    const fields = [...new Set(shown.map(({ field }) => field))];
    const options = new Map(
      await Promise.all(fields.map(async (field) => [field, await this.options(field, lang)] as const)),
    );
    const labels = await this.organisationLabels(fields.includes('organisation'));
    return {
      rest: unknown.length - shown.length,
      organisations: [...labels.keys()],
      rows: shown.map(({ field, key, word, count }, at) => {
        const meaning = values[field]?.[key];
        const isOrganisation = field === 'organisation';
        return {
          ...{ id: `value-${at}`, name: `${field}|${key}`, word: visible(word), count, isOrganisation },
          field: this.i18n.t(lang, `exchange.import.fields.${field}`),
          value: isOrganisation ? labelOf(meaning, labels) : (meaning ?? asItIs),
          options: options.get(field),
        };
      }),
    };
  }

  /** @throws Invalid for an organisation that is not in the register */
  async read(words: readonly string[], meanings: readonly string[]): Promise<Choices['values']> {
    const values: Choices['values'] = {};
    const isAsked = words.some((word) => word.startsWith('organisation|'));
    const labels = await this.organisationLabels(isAsked);
    words.forEach((name, at) => {
      const [field = '', key = ''] = split(name);
      const meaning = field === 'organisation' ? organisationOf(meanings[at] ?? '', labels) : (meanings[at] ?? asItIs);
      if (meaning !== asItIs) values[field] = { ...values[field], [key]: meaning };
    });
    return values;
  }

  /** Codes of topics and methods in words. */
  async names(lang: Language): Promise<Record<'topics' | 'methods', ReadonlyMap<string, string>>> {
    const byCode = (options: Option[]) => new Map(options.map(({ value, label }) => [value, label]));
    const [topics, methods] = await Promise.all([this.topics.options(lang), this.methods.options(lang)]);
    return { topics: byCode(topics), methods: byCode(methods) };
  }

  private async options(field: MeantField, lang: Language): Promise<Option[]> {
    const named = (values: readonly string[], prefix: string) =>
      values.map((value) => ({ value, label: this.i18n.t(lang, `${prefix}.${value}`) }));
    const of: Record<Exclude<MeantField, 'organisation'>, () => Option[] | Promise<Option[]>> = {
      state: () => [...this.states.options(lang)],
      languages: () => languageOptions(lang),
      group: () => this.groups.options(lang),
      topics: () => this.topics.options(lang),
      countries: () => countryOptions(lang),
      methods: () => this.methods.options(lang),
      role: () => named(membershipRoles, 'network.membership.role'),
      mailLanguage: () => named(['nb', 'nn', 'en'], 'network.mailLanguage'),
      organisationType: () => named(organisationTypes, 'network.organisation.type'),
    };
    return field === 'organisation' ? [] : of[field]();
  }

  /** `Name (NO)` → id. */
  private async organisationLabels(isAsked: boolean): Promise<Map<string, string>> {
    if (!isAsked) return new Map();
    const all = await this.organisations.all();
    return new Map(all.map(({ id, name, stateCode }) => [stateCode ? `${name} (${stateCode})` : name, id]));
  }
}

const split = (name: string) => [name.slice(0, name.indexOf('|')), name.slice(name.indexOf('|') + 1)];

function organisationOf(text: string, labels: ReadonlyMap<string, string>): string {
  const trimmed = text.trim();
  if (trimmed === '') return asItIs;
  if (dash.test(trimmed)) return '';
  const id = labels.get(trimmed);
  if (id) return id;
  throw new Invalid({ meanings: { key: 'exchange.invalid.organisation', params: { name: trimmed } } });
}

function labelOf(meaning: string | undefined, labels: ReadonlyMap<string, string>): string {
  if (meaning === undefined) return '';
  if (meaning === '') return '–';
  return [...labels].find(([, id]) => id === meaning)?.[0] ?? '';
}
