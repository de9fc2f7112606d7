import { Injectable } from '@nestjs/common';
import { stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import type { CsvColumn } from '@samrad/platform/files';
import { intlTag } from '@samrad/platform/i18n';
import { Views, type Answer } from '@samrad/platform/views';
import { FiguresFinder, type StateFigures, type YearFigures } from './figures.finder.js';
import { OverviewPage } from '../overview/overview-page.js';
import { overviewTabs } from '../overview/overview-tabs.js';
import type { ProgressQuery } from '../progress/progress.dto.js';
import { barsOf, percent } from './figures.rules.js';

/** Fewer bars would be drawn too large. */
const fewestBars = 6;
/** More bars are too thin to read. */
const mostBars = 10;

/** What was agreed, done and late: by year and by State. */
@Injectable()
export class FiguresPage {
  constructor(
    private readonly views: Views,
    private readonly finder: FiguresFinder,
    private readonly overview: OverviewPage,
  ) {}

  async page(ctx: Ctx, query: ProgressQuery): Promise<Answer> {
    const [years, all] = await Promise.all([this.finder.years(ctx.actor, query), this.finder.states(ctx.actor, query)]);
    const states = all.sort((a, b) =>
      stateName(a.stateCode, ctx.lang).localeCompare(stateName(b.stateCode, ctx.lang), ctx.lang),
    );
    const shown = years.slice(0, mostBars).reverse();
    const data = {
      title: this.say(ctx, 'title'),
      crumbs: [{ href: '/actions', key: 'actions.action.listTitle' }],
      tabs: overviewTabs('figures', ctx.url),
      chart: {
        bars: barsOf(shown),
        width: Math.max(shown.length, fewestBars) * 100,
        label: this.described(ctx, shown),
      },
      years: years.map((year) => ({
        ...year,
        onTimeShare: this.share(ctx, year.onTime, year.withDue),
        median: this.number(ctx, year.medianDays),
      })),
      countsStatus: true,
      search: ctx.url.includes('?') ? ctx.url.slice(ctx.url.indexOf('?')) : '',
      ...(await this.overview.filters(ctx, query)),
      perState: states.map((state) => ({
        ...state,
        answeredShare: this.share(ctx, state.answered, state.asked),
        delay: this.number(ctx, state.averageDelay),
      })),
    };
    return this.views.page(ctx, 'actions/figures/show', data);
  }

  /** @returns name of the file and title of the paper */
  paper(ctx: Ctx, what: 'years' | 'states') {
    const title = this.say(ctx, what === 'years' ? 'perYear' : 'perState');
    return { name: `actions-${what}`, title, subtitle: this.say(ctx, what === 'years' ? 'yearNote' : 'stateNote') };
  }

  yearColumns(ctx: Ctx): CsvColumn<YearFigures>[] {
    const head = (name: string) => this.say(ctx, `column.${name}`);
    return [
      { head: head('year'), value: ({ year }) => year },
      { head: head('opened'), value: ({ opened }) => opened },
      { head: head('closed'), value: ({ closed }) => closed },
      { head: head('onTime'), value: (row) => row.onTime },
      { head: head('withDue'), value: ({ withDue }) => withDue },
      { head: head('median'), value: ({ medianDays }) => medianDays },
    ];
  }

  stateColumns(ctx: Ctx): CsvColumn<StateFigures>[] {
    const head = (name: string) => this.say(ctx, `column.${name}`);
    return [
      { head: head('state'), value: ({ stateCode }) => stateName(stateCode, ctx.lang) },
      { head: head('asked'), value: ({ asked }) => asked },
      { head: head('answered'), value: ({ answered }) => answered },
      { head: head('finished'), value: ({ finished }) => finished },
      { head: head('overdue'), value: ({ overdue }) => overdue },
      { head: head('delay'), value: (row) => row.averageDelay && Math.round(row.averageDelay * 10) / 10 },
    ];
  }

  /** The chart in one sentence for each year. */
  private described(ctx: Ctx, years: readonly YearFigures[]): string {
    return years.map(({ year, opened, closed }) => this.say(ctx, 'described', { year, opened, closed })).join(' ');
  }

  private share(ctx: Ctx, part: number, whole: number): string {
    const share = percent(part, whole);
    return share === null ? '–' : this.say(ctx, 'share', { share });
  }

  private number({ lang }: Ctx, value: number | null): string {
    return value === null ? '–' : new Intl.NumberFormat(intlTag(lang), { maximumFractionDigits: 1 }).format(value);
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `actions.figures.${key}`, params);
  }
}
