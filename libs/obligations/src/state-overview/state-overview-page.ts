import { Injectable } from '@nestjs/common';
import { OverviewPage, paperColumns, presentLine, type ProgressRow, type Reading } from '@samrad/actions';
import { stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import type { CsvColumn } from '@samrad/platform/files';
import type { Paper } from '@samrad/platform/pdf';
import { tableOf } from '@samrad/platform/pdf';
import { daysBetween } from '@samrad/platform/pure';
import { formatDay, Views, type Answer } from '@samrad/platform/views';
import { type FinishedInYear, mostListed, type StateFigures, StateOverviewFinder } from './state-overview.finder.js';
import { timeliness } from './state-overview.rules.js';
import { type Figure, StateWords } from './state-words.js';

/** A State's page of action items, and the same on paper. */
@Injectable()
export class StateOverviewPage {
  constructor(
    private readonly views: Views,
    private readonly finder: StateOverviewFinder,
    private readonly overview: OverviewPage,
    private readonly words: StateWords,
  ) {}

  async page(ctx: Ctx, code: string): Promise<Answer> {
    const { actor, lang } = ctx;
    const [{ figures, years }, open, finished, reading] = await Promise.all([
      this.finder.figures(actor, code),
      this.finder.open(actor, code),
      this.finder.finished(actor, code),
      this.overview.reading(ctx, [code]),
    ]);
    return this.views.page(ctx, 'obligations/state-overview/show', {
      title: this.say(ctx, 'paperTitle', { state: stateName(code, lang) }),
      crumbs: [{ href: '/actions', key: 'actions.action.listTitle' }],
      code,
      kpis: this.kpis(ctx, code, figures),
      figures: this.words.figures(lang, figures),
      years: years.map((year) => ({ year: year.year, ...this.words.year(lang, year) })),
      open: open.map((row) => presentLine(row, reading)),
      finished: finished.map((row) => ({ ...presentLine(row, reading), ...this.finishedAt(row, reading) })),
      moreOpen: figures.open > mostListed,
      moreFinished: figures.finished > mostListed,
    });
  }

  /** The same figures with both lists. @param most lines of each list */
  async paper(ctx: Ctx, code: string, most: number): Promise<Paper> {
    const { actor, lang } = ctx;
    const [{ figures, years }, open, finished, reading] = await Promise.all([
      this.finder.figures(actor, code),
      this.finder.open(actor, code, most),
      this.finder.finished(actor, code, most),
      this.overview.reading(ctx, [code]),
    ]);
    const say = (key: string) => this.say(ctx, key);
    return {
      title: this.say(ctx, 'paperTitle', { state: stateName(code, lang) }),
      facts: this.words.figures(lang, figures).map(({ label, text }) => ({ label, value: text })),
      tables: [
        tableOf(say('open'), paperColumns(reading), open),
        tableOf(say('years'), this.yearColumns(ctx), years),
        tableOf(say('finished'), this.finishedColumns(ctx, reading), finished),
      ],
    };
  }

  /** One line for each figure. */
  figureColumns(ctx: Ctx): CsvColumn<Figure>[] {
    const inDays = this.say(ctx, 'figure.delayInDays');
    return [
      { head: this.say(ctx, 'figure.head'), value: ({ name, label }) => (name === 'delay' ? inDays : label) },
      { head: this.say(ctx, 'figure.value'), value: ({ value }) => value },
      { head: this.say(ctx, 'figure.of'), value: ({ of }) => of },
    ];
  }

  private yearColumns(ctx: Ctx): CsvColumn<FinishedInYear>[] {
    const told = (row: FinishedInYear) => this.words.year(ctx.lang, row);
    return [
      { head: this.say(ctx, 'column.year'), value: ({ year }) => year },
      { head: this.say(ctx, 'column.finished'), value: ({ finished }) => finished },
      { head: this.say(ctx, 'column.onTime'), value: (row) => told(row).onTime },
      { head: this.say(ctx, 'column.delay'), value: (row) => told(row).delay },
    ];
  }

  private finishedColumns(ctx: Ctx, reading: Reading): CsvColumn<ProgressRow>[] {
    const [number, action, meeting] = paperColumns(reading);
    return [
      ...[number!, action!, meeting!],
      { head: this.say(ctx, 'column.finishedOn'), value: ({ finishedOn }) => finishedOn },
      { head: this.say(ctx, 'column.timely'), value: (row) => this.finishedAt(row, reading).timely },
    ];
  }

  private finishedAt({ finishedOn, dueOn }: ProgressRow, { i18n, lang }: Reading) {
    const days = finishedOn && dueOn ? daysBetween(dueOn, finishedOn) : null;
    const word = timeliness(days) ?? 'noDue';
    const timely = i18n.t(lang, `obligations.state.timely.${word}`, { count: Math.abs(days ?? 0) });
    return { finishedOn: finishedOn && formatDay(finishedOn, lang), timely, wasLate: word === 'late' };
  }

  private kpis(ctx: Ctx, code: string, { open, overdue, laterDateAsked, finished }: StateFigures) {
    const list = (query: string) => `/actions?state=${code}&${query}`;
    return [
      { n: open, text: this.say(ctx, 'kpi.open'), tone: 'accent', href: list('status=open') },
      { n: overdue, text: this.say(ctx, 'kpi.overdue'), tone: 'danger', href: list('status=open&due=overdue') },
      { n: laterDateAsked, text: this.say(ctx, 'kpi.asked'), tone: 'warning', href: list('status=open&due=asked') },
      { n: finished, text: this.say(ctx, 'kpi.finished'), tone: 'success', href: '#finished' },
    ];
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `obligations.state.${key}`, params);
  }
}
