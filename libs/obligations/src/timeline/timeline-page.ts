import { Injectable } from '@nestjs/common';
import { ActionsQuery, capped, mostCounted, OverviewPage, overviewTabs } from '@samrad/actions';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { CsvColumn } from '@samrad/platform/files';
import { addDays } from '@samrad/platform/pure';
import { check, formatDay, Views, type Answer } from '@samrad/platform/views';
import { TimelineWindow } from './timeline.dto.js';
import { mostNamed, TimelineFinder, type Timeline, type TimelinePeriod } from './timeline.finder.js';
import { barOf, neighbours, type Period, periodsFrom, steps } from './timeline.rules.js';

interface Asked {
  query: ActionsQuery;
  window: TimelineWindow;
  periods: Period[];
}

/** Due dates by week or month: a bar and the numbers of each, and what is due first. */
@Injectable()
export class TimelinePage {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly finder: TimelineFinder,
    private readonly overview: OverviewPage,
  ) {}

  async page(ctx: Ctx, fields: Record<string, unknown>): Promise<Answer> {
    const asked = this.asked(fields);
    const { query, window, periods } = asked;
    const [timeline, filters] = await Promise.all([this.read(ctx, asked), this.overview.filters(ctx, query)]);
    const most = Math.max(...timeline.periods.map(sumOf));
    const { before, after } = neighbours(periods, window.by);
    return this.views.page(ctx, 'obligations/timeline/show', {
      title: this.say(ctx, 'title'),
      crumbs: [{ href: '/actions', key: 'actions.action.listTitle' }],
      tabs: overviewTabs('timeline', ctx.url),
      rows: timeline.periods.map((period) => this.row(ctx, period, { window, most })),
      isEmpty: !timeline.periods.some(sumOf),
      steps: steps.map((step) => ({
        key: `obligations.timeline.by.${step}`,
        href: at(ctx.url, { by: step }),
        isChosen: step === window.by,
      })),
      by: window.by,
      from: window.from,
      before: at(ctx.url, { from: before }),
      after: at(ctx.url, { from: after }),
      outside: this.outside(ctx, timeline, periods),
      files: ['csv', 'xlsx', 'pdf'].map((ending) => `/actions/timeline/periods.${ending}${searchOf(ctx.url)}`),
      ...filters,
    });
  }

  /** What a file of the periods holds. */
  async sheet(ctx: Ctx, fields: Record<string, unknown>) {
    const asked = this.asked(fields);
    const { periods } = await this.read(ctx, asked);
    const { facts } = this.overview.paper(ctx, asked.query);
    return {
      name: 'actions-timeline',
      title: this.say(ctx, 'title'),
      facts,
      columns: this.columns(ctx),
      rows: periods,
    };
  }

  private asked(fields: Record<string, unknown>): Asked {
    const window = check(TimelineWindow, fields);
    const query = { ...check(ActionsQuery, fields), dueFrom: null, dueTo: null };
    return { query, window, periods: periodsFrom(window.from ?? this.clock.today(), window.by) };
  }

  private read({ actor }: Ctx, { query, periods }: Asked): Promise<Timeline> {
    return this.finder.timeline(actor, query, periods);
  }

  private row(ctx: Ctx, period: TimelinePeriod, { window, most }: { window: TimelineWindow; most: number }) {
    const due = sumOf(period);
    return {
      ...period,
      label: this.label(ctx, period, window),
      isNow: period.from <= this.clock.today() && period.to >= this.clock.today(),
      due,
      bar: barOf(period, most),
      href: due ? this.list(ctx, period) : null,
      actions: period.actions.map((action) => ({
        ...action,
        isLate: action.left > 0 && action.dueOn < this.clock.today(),
      })),
      hasMore: period.actions.length === mostNamed,
    };
  }

  /** `23–29 Nov 2026`, `November 2026`. */
  private label({ lang }: Ctx, { from, to }: Period, { by }: TimelineWindow): string {
    if (by === 'month') return formatDay(from, lang, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    return `${formatDay(from, lang, { day: 'numeric', month: 'short', timeZone: 'UTC' })} – ${formatDay(to, lang)}`;
  }

  /** What lies before and after is said, so that nothing is overlooked. */
  private outside(ctx: Ctx, { earlier, later }: Timeline, periods: readonly Period[]) {
    const { from, to } = { from: periods[0]!.from, to: periods.at(-1)!.to };
    const part = (key: string, count: number, range: Record<string, string>) =>
      count
        ? [{ text: this.say(ctx, key, { count, shown: capped(count, mostCounted) }), href: listAt(ctx.url, range) }]
        : [];
    return [
      ...part('earlier', earlier, { dueTo: addDays(from, -1) }),
      ...part('later', later, { dueFrom: addDays(to, 1) }),
    ];
  }

  private list(ctx: Ctx, { from, to }: Period): string {
    return listAt(ctx.url, { dueFrom: from, dueTo: to });
  }

  private columns(ctx: Ctx): CsvColumn<TimelinePeriod>[] {
    const head = (name: string) => this.say(ctx, `column.${name}`);
    const named = ({ actions }: TimelinePeriod) => actions.map(({ ref, title }) => `${ref} ${title}`).join('; ');
    return [
      { head: head('from'), value: ({ from }) => from },
      { head: head('to'), value: ({ to }) => to },
      { head: head('due'), value: sumOf },
      { head: head('late'), value: ({ late }) => late },
      { head: head('finished'), value: ({ finished }) => finished },
      { head: head('first'), value: named },
    ];
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `obligations.timeline.${key}`, params);
  }
}

const sumOf = ({ late, open, finished }: TimelinePeriod): number => late + open + finished;
const searchOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

/** The same page with another field. */
function at(url: string, fields: Record<string, string>): string {
  const query = new URLSearchParams(searchOf(url));
  for (const [name, value] of Object.entries(fields)) query.set(name, value);
  return `/actions/timeline?${query}`;
}

/** The list of the same filter, within a range of due dates. */
function listAt(url: string, range: Record<string, string>): string {
  const query = new URLSearchParams(searchOf(url));
  for (const field of ['by', 'from', 'view', 'page', 'dueFrom', 'dueTo']) query.delete(field);
  for (const [name, value] of Object.entries(range)) query.set(name, value);
  return `/actions?${query}`;
}
