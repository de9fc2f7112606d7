import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { I18n } from '@samrad/platform/i18n';
import { GroupFinder } from '../group/group.finder.js';
import { membershipRoles } from '../membership/membership.entity.js';
import { organisationTypes } from '../organisation/organisation.entity.js';
import { OrganisationFinder } from '../organisation/organisation.finder.js';
import { StateNames } from '../state/state-names.js';
import { TopicFinder } from '../topic/topic.finder.js';
import { countryOptions } from '../person/expertise/countries.js';
import { MethodFinder } from '../person/expertise/method.finder.js';
import { languageOptions } from '../person/languages.js';

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
