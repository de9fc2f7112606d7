import { Injectable } from '@nestjs/common';
import { stateCodes, stateName, StateNames } from '@samrad/network';
import { signedIn, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { pageLinks, Views, type Answer, ignoredIn } from '@samrad/platform/views';
import {
  dueFilters,
  type PageQuery,
  responsibleChoice,
  statusFilters,
  ProgressQuery,
} from '../progress/progress.dto.js';
import { ProgressNotes } from '../progress/progress-notes.js';
import { mostCounted, ProgressFinder } from '../progress/progress.finder.js';
import { capped, presentLine, presentTiles, type Reading } from '../progress/progress.presenter.js';
import { ResponsibleFinder } from '../progress/responsible.finder.js';
import { overviewTabs } from './overview-tabs.js';
import { rangeText, withoutRange } from './due-range.js';
import { hrefWith } from './kept-filter.js';
import { onMap } from './state-map.rules.js';
import { kpiQueries, type KpiName, SummaryFinder } from './summary.finder.js';
import { ActionFinder, type Choice } from '../action/action.finder.js';
import { actionPriorities } from '../action/action-item.entity.js';
import { canManageActions } from '../action/action.policy.js';
import { ActionTopics } from './action-topics.js';
import { ChoiceFinder } from './choice.finder.js';

const tones: Record<KpiName, string> = { open: 'accent', overdue: 'danger', soon: 'warning', doneThisYear: 'success' };

/** The page of actions across States. */
@Injectable()
export class OverviewPage {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly lines: ProgressFinder,
    private readonly summary: SummaryFinder,
    private readonly actions: ActionFinder,
    private readonly responsible: ResponsibleFinder,
    private readonly choices: ChoiceFinder,
    private readonly topics: ActionTopics,
    private readonly states: StateNames,
    private readonly notes: ProgressNotes,
  ) {}

  async page(ctx: Ctx, query: PageQuery): Promise<Answer> {
    const [found, kpis, counts] = await Promise.all([
      this.lines.page(ctx.actor, query),
      this.summary.kpis(ctx.actor, query),
      this.summary.perState(ctx.actor, query),
    ]);
    const codes = found.rows.map(({ stateCode }) => stateCode).filter((code) => code !== null);
    const reading = await this.reading(ctx, codes);
    const search = ctx.url.includes('?') ? ctx.url.slice(ctx.url.indexOf('?')) : '';
    const tiles = presentTiles(counts, reading, { state: query.state, url: ctx.url });
    const files = (ending: string) => (found.rows.length ? `/actions/list.${ending}${search}` : null);
    return this.views.page(ctx, 'actions/overview/list', {
      ignored: ignoredIn(ProgressQuery, ctx.query),
      title: this.views.i18n.t(ctx.lang, 'actions.action.pageTitle'),
      crumbs: [{ href: '/', key: 'pages.nav.overview' }],
      mayManage: canManageActions(ctx.actor),
      links: await this.notes.links(ctx),
      kpis: this.kpis(ctx, kpis, query),
      tabs: overviewTabs(query.view, ctx.url),
      isMap: query.view === 'map',
      tiles: query.view === 'map' ? onMap(tiles) : tiles,
      rows: found.rows.map((row) => presentLine(row, reading)),
      total: found.total ?? 0,
      found: capped(found.total ?? 0, mostCounted),
      pages: pageLinks(ctx.url, found),
      sort: query.sort,
      search,
      range: rangeText(this.views.i18n, ctx.lang, query),
      allDates: withoutRange(ctx.url),
      csv: files('csv'),
      xlsx: files('xlsx'),
      pdf: files('pdf'),
      ...(await this.filters(ctx, query)),
    });
  }

  /** @param codes States of the rows whose contacts are shown; absent: all */
  async reading({ actor, lang }: Ctx, codes: readonly string[] = stateCodes): Promise<Reading> {
    const contacts = signedIn(actor) ? await this.responsible.ofStates([...new Set(codes)]) : new Map();
    return { i18n: this.views.i18n, lang, actor, today: this.clock.today(), contacts };
  }

  /** What a paper of the list says above its table. */
  paper({ lang }: Ctx, query: PageQuery) {
    const say = (key: string) => this.views.i18n.t(lang, key);
    const range = rangeText(this.views.i18n, lang, query);
    const facts = [
      ['state', query.state && stateName(query.state, lang)],
      ['status', query.status && say(`actions.progress.status.${query.status}`)],
      ['due', query.due && say(`actions.progress.filter.due.${query.due}`)],
    ] as const;
    return {
      title: say('actions.action.pageTitle'),
      subtitle: range,
      facts: facts.flatMap(([name, value]) =>
        value ? [{ label: say(`actions.progress.column.${name}`), value }] : [],
      ),
    };
  }

  private kpis({ lang, url }: Ctx, numbers: Record<KpiName, number>, query: ProgressQuery) {
    const year = this.clock.today().slice(0, 4);
    return (Object.keys(kpiQueries) as KpiName[]).map((name) => {
      const { status, due = null } = kpiQueries[name] as { status: string; due?: string };
      return {
        n: capped(numbers[name], mostCounted),
        text: this.views.i18n.t(lang, `actions.action.kpi.${name}`, { year }),
        tone: tones[name],
        href: hrefWith('/actions', url, { status, due }),
        current: query.status === status && query.due === due,
      };
    });
  }

  /** Choices of the form; a list of the same lines elsewhere has the same ones. */
  async filters(ctx: Ctx, query: ProgressQuery) {
    const statuses = statusFilters.map((value) => ({ value, key: `actions.progress.status.${value}` }));
    const dues = dueFilters.map((value) => ({ value, key: `actions.progress.filter.due.${value}` }));
    const states = this.states.options(ctx.lang).map(({ value, label }) => ({ value, label: `${label} (${value})` }));
    const priorities = actionPriorities.map((value) => ({ value, key: `actions.action.priority.${value}` }));
    const [meetings, topics] = await Promise.all([this.actions.meetings(ctx.actor), this.topics.filter(ctx.actor)]);
    return {
      filter: query,
      statuses,
      priorities,
      dues,
      states,
      meetings: named('', meetings),
      topics: named('', topics),
      responsible: responsibleChoice(query),
      responsibles: await this.responsibles(ctx),
    };
  }

  private async responsibles({ actor, lang }: Ctx) {
    if (!signedIn(actor)) return [];
    const mine = { value: 'mine', label: this.views.i18n.t(lang, 'actions.progress.filter.mine') };
    if (!canManageActions(actor)) return [mine];
    const [organisations, persons] = await Promise.all([
      this.choices.responsibleOrganisations(),
      this.choices.responsiblePersons(),
    ]);
    return [mine, ...named('o:', organisations), ...named('p:', persons)];
  }
}

const named = (prefix: string, choices: Choice[]) =>
  choices.map(({ id, name }) => ({ value: `${prefix}${id}`, label: name }));
