import { Injectable } from '@nestjs/common';
import { canExportNetwork, nameOf, PersonFields, stateName, withOnly, type PersonField } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { demand } from '@samrad/platform/errors';
import { toCsv, type CsvColumn } from '@samrad/platform/files';
import { I18n } from '@samrad/platform/i18n';
import { Traces } from '@samrad/platform/traces';
import type { ExpertExport, ExpertFilter } from './expert.dto.js';
import { ExpertFinder, type Expert } from './expert.finder.js';
import { whyView, type Reading } from './expert.presenter.js';
import { kinds, type Kind } from './expert.rules.js';
import { ExpertWords } from './expert-words.js';

/** At most so many persons in one file. */
const most = 20_000;
/** So many at a time. */
const portion = 200;

/** Takes the experts of a filter out as a file: noted with receiver and purpose. */
@Injectable()
export class ExpertExports {
  constructor(
    private readonly finder: ExpertFinder,
    private readonly fields: PersonFields,
    private readonly words: ExpertWords,
    private readonly traces: Traces,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  async take(ctx: Pick<Ctx, 'actor' | 'lang'>, input: ExpertExport): Promise<{ text: string; filename: string }> {
    const { actor, lang } = ctx;
    demand(canExportNetwork(actor));
    const { receiver, purpose, outsideEea, ...filter } = input;
    const experts: Expert[] = [];
    for (let page = 1, more = true; more && experts.length < most; page += 1) {
      const portionOf = await this.finder.list(actor, filter, { page, per: portion });
      experts.push(...(outsideEea ? await this.leaving(filter, portionOf.rows) : portionOf.rows));
      more = portionOf.more;
    }
    const reading = { i18n: this.i18n, lang, words: await this.words.in(ctx) };
    const text = toCsv(this.columns(reading), experts, lang);
    const asked = outsideEea ? { ...filter, outsideEea } : filter;
    const detail = { format: 'csv', list: 'experts', filter: asked };
    await this.traces.exported(actor, {
      ...{ what: 'persons', amount: experts.length, handover: { receiver, purpose }, detail },
    });
    return { text, filename: `${this.i18n.t(lang, 'expertise.export.file')}-${this.clock.today()}.csv` };
  }

  /** Who may be found by this filter outside the EEA, with what may be said of them there. */
  private async leaving(filter: ExpertFilter, experts: readonly Expert[]): Promise<Expert[]> {
    const shownOf = await this.fields.outside(experts.map(({ id }) => id));
    return experts.flatMap((expert) => {
      const shown = shownOf(expert.id);
      if (!neededFor(filter).every((field) => shown.has(field))) return [];
      const facts = expert.facts.filter(({ kind }) => shown.has(fieldOf(kind)));
      return { ...withOnly(shown, expert), facts };
    });
  }

  private columns(reading: Reading): CsvColumn<Expert>[] {
    const { i18n, lang, words } = reading;
    const head = (key: string) => i18n.t(lang, key);
    const known = (expert: Expert, kind: string) =>
      expert.facts
        .filter((fact) => fact.kind === kind)
        .map((fact) => words.of(fact.kind, fact.code))
        .join('; ');
    return [
      { head: head('network.person.name'), value: nameOf },
      { head: head('network.field.email'), value: ({ email }) => email },
      { head: head('network.organisation.one'), value: ({ organisation }) => organisation },
      { head: head('network.field.function'), value: (row) => row.function },
      { head: head('network.field.stateCode'), value: ({ stateCode }) => stateCode && stateName(stateCode, lang) },
      ...kinds.map((kind) => ({ head: words.filter(kind), value: (row: Expert) => known(row, kind) })),
      { head: head('expertise.why.label'), value: ({ why }) => why.map((one) => reasonText(one, reading)).join('; ') },
    ];
  }
}

const fieldOf = (kind: Kind): PersonField => (kind === 'language' ? 'languages' : 'topics');

/** Whoever is on a list that was narrowed so has this said of them. */
function neededFor(filter: ExpertFilter): PersonField[] {
  const expertise = kinds.filter((kind) => filter[kind]).map(fieldOf);
  return filter.type ? [...expertise, 'organisation'] : expertise;
}

function reasonText(why: Expert['why'][number], reading: Reading): string {
  const { what, sure } = whyView(why, reading);
  return `${what}: ${sure}`;
}
