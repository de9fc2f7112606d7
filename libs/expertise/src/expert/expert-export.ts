import { Injectable } from '@nestjs/common';
import { canExportNetwork, nameOf, stateName } from '@samrad/network';
import type { Actor, Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { demand } from '@samrad/platform/errors';
import { toCsv, type CsvColumn } from '@samrad/platform/files';
import { I18n } from '@samrad/platform/i18n';
import { Traces } from '@samrad/platform/traces';
import type { ExpertExport, ExpertFilter } from './expert.dto.js';
import { ExpertFinder, type Expert } from './expert.finder.js';
import { whyView, type Reading } from './expert.presenter.js';
import { kinds } from './expert.rules.js';
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
    private readonly words: ExpertWords,
    private readonly traces: Traces,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  async take(ctx: Pick<Ctx, 'actor' | 'lang'>, input: ExpertExport): Promise<{ text: string; filename: string }> {
    const { actor, lang } = ctx;
    demand(canExportNetwork(actor));
    const { receiver, purpose, outsideEea, ...filter } = input;
    await this.words.demandKnown(filter);
    const experts = await this.experts(actor, filter, outsideEea);
    const reading = { i18n: this.i18n, lang, words: await this.words.in(ctx) };
    const text = toCsv(this.columns(reading), experts, lang);
    const how = outsideEea
      ? { filter: { ...filter, outsideEea }, leftOut: (await this.finder.count(actor, filter, null)) - experts.length }
      : { filter };
    const detail = { format: 'csv', list: 'experts', ...how };
    await this.traces.exported(actor, {
      ...{ what: 'persons', amount: experts.length, handover: { receiver, purpose }, detail },
    });
    return { text, filename: `${this.i18n.t(lang, 'expertise.export.file')}-${this.clock.today()}.csv` };
  }

  private async experts(actor: Actor, filter: ExpertFilter, isOutside: boolean): Promise<Expert[]> {
    const experts: Expert[] = [];
    for (let page = 1, more = true; more && experts.length < most; page += 1) {
      const place = { page, per: portion };
      const some = await (isOutside
        ? this.finder.listOutside(actor, filter, place)
        : this.finder.list(actor, filter, place));
      experts.push(...some.rows);
      more = some.more;
    }
    return experts;
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

function reasonText(why: Expert['why'][number], reading: Reading): string {
  const { what, sure } = whyView(why, reading);
  return `${what}: ${sure}`;
}
