import { Injectable } from '@nestjs/common';
import {
  countryName,
  languageName,
  MethodFinder,
  nameIn,
  PersonChoices,
  stateName,
  tolerant,
  TopicFinder,
  type Facet,
} from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { ignoredIn, Views } from '@samrad/platform/views';
import { expertFilter, type ExpertFilter } from './expert.dto.js';

type Reader = Pick<Ctx, 'lang'>;

/** Names of what is filtered by, in the reader's language. */
export interface Words {
  /** Of a choice of a filter. */
  of(filter: keyof ExpertFilter, value: string): string;
  /** Of the filter itself. */
  filter(filter: keyof ExpertFilter): string;
}

const labels: Record<Facet | 'q', string> = {
  q: 'expertise.filter.q',
  topic: 'expertise.filter.topic',
  language: 'expertise.filter.language',
  country: 'network.field.countries',
  method: 'expertise.filter.method',
  state: 'network.field.stateCode',
  type: 'network.organisation.typeLabel',
};

@Injectable()
export class ExpertWords {
  constructor(
    private readonly views: Views,
    private readonly topics: TopicFinder,
    private readonly methods: MethodFinder,
    private readonly choices: PersonChoices,
  ) {}

  async in({ lang }: Reader): Promise<Words> {
    const [topics, methods] = await Promise.all([this.topics.all(), this.methods.all()]);
    const named = new Map(
      [...topics, ...methods.map((one) => ({ ...one, code: `m:${one.code}` }))].map((one) => [
        one.code,
        nameIn(one, lang),
      ]),
    );
    const of: Record<string, (value: string) => string> = {
      topic: (value) => named.get(value) ?? value,
      method: (value) => named.get(`m:${value}`) ?? value,
      language: (value) => languageName(value, lang),
      country: (value) => countryName(value, lang),
      state: (value) => stateName(value, lang),
      type: (value) => this.views.i18n.t(lang, `network.organisation.type.${value}`),
    };
    return {
      of: (filter, value) => of[filter]?.(value) ?? value,
      filter: (filter) => this.views.i18n.t(lang, labels[filter as Facet | 'q']),
    };
  }

  /** What a page's query asks for, and what of it is not understood. */
  async understood(query: Record<string, unknown>): Promise<{ filter: ExpertFilter; ignored: string }> {
    const { filter, unknown } = await this.choices.understood(tolerant(expertFilter, query));
    return { filter, ignored: [ignoredIn(expertFilter, query), unknown].filter(Boolean).join(', ') };
  }

  demandKnown(filter: ExpertFilter): Promise<void> {
    return this.choices.demandKnown(filter);
  }

  forFilter(ctx: Ctx) {
    return this.choices.forFilter(ctx);
  }
}
