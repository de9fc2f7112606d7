import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { toCsv, toXlsx, xlsxType } from '@samrad/platform/files';
import { download, pageLinks, Views, type Answer } from '@samrad/platform/views';
import { nameIn, TopicFinder } from '@samrad/network';
import { SeriesFinder } from '../series/series.finder.js';
import type { DecisionQuery } from './decision.dto.js';
import { standings } from './decision.entity.js';
import { DecisionFinder } from './decision.finder.js';
import { canRecordDecisions } from './decision.policy.js';
import { presentDecision } from './decision.presenter.js';

type Shown = ReturnType<typeof presentDecision>;

const most = 10_000;

/** The register of decisions as a page and as a file. */
@Injectable()
export class DecisionRegister {
  constructor(
    private readonly finder: DecisionFinder,
    private readonly series: SeriesFinder,
    private readonly topics: TopicFinder,
    private readonly views: Views,
  ) {}

  async list(ctx: Ctx, query: DecisionQuery): Promise<Answer> {
    const page = await this.finder.page(ctx.actor, { ...query, total: true });
    const filtered = ctx.url.includes('?') ? `?${ctx.url.split('?')[1]}` : '';
    return this.views.page(ctx, 'meetings/decision/list', {
      title: this.say(ctx, 'register'),
      rows: page.rows.map(presentDecision),
      total: page.total,
      pages: pageLinks(ctx.url, page),
      filter: { ...query, year: query.year ? String(query.year) : '' },
      ...(await this.choices(ctx)),
      csvHref: `/decisions.csv${filtered}`,
      xlsxHref: `/decisions.xlsx${filtered}`,
      isOrganiser: canRecordDecisions(ctx.actor),
    });
  }

  /** Everything the filter finds, newest first. */
  async csv(ctx: Ctx, query: DecisionQuery): Promise<Answer> {
    const content = toCsv(this.columns(ctx), await this.all(ctx, query), ctx.lang);
    return download(content, `${this.say(ctx, 'fileName')}.csv`, 'text/csv; charset=utf-8');
  }

  /** The same as a workbook. */
  async xlsx(ctx: Ctx, query: DecisionQuery): Promise<Answer> {
    const content = toXlsx(this.say(ctx, 'register'), this.columns(ctx), await this.all(ctx, query));
    return download(content, `${this.say(ctx, 'fileName')}.xlsx`, xlsxType);
  }

  private async all(ctx: Ctx, query: DecisionQuery): Promise<Shown[]> {
    const { rows } = await this.finder.page(ctx.actor, { ...query, page: 1, per: most });
    return rows.map(presentDecision);
  }

  /** What the filters offer. */
  private async choices({ actor, lang }: Ctx) {
    const [years, groups, series, topics] = await Promise.all([
      this.finder.years(actor),
      this.series.groups(),
      this.series.list(),
      this.topics.options(lang),
    ]);
    return {
      years: years.map((year) => ({ value: String(year), label: String(year) })),
      groups: groups.map((group) => ({ value: group.id, label: nameIn(group, lang) })),
      series: [
        ...series.map((one) => ({ value: one.id, label: `${one.code} – ${nameIn(one, lang)}` })),
        { value: 'none', key: 'meetings.decision.noSeries' },
      ],
      topics,
      standings: standings.map((value) => ({ value, key: `meetings.decision.status.${value}` })),
    };
  }

  private columns(ctx: Ctx) {
    const head = (key: string) => this.say(ctx, `column.${key}`);
    return [
      { head: head('number'), value: (row: Shown) => row.fullRef },
      { head: head('text'), value: (row: Shown) => row.text },
      { head: head('status'), value: (row: Shown) => this.say(ctx, `status.${row.status}`) },
      { head: head('followUp'), value: (row: Shown) => row.followUp ?? '' },
      { head: head('day'), value: (row: Shown) => row.meeting.day },
      {
        head: head('meeting'),
        value: (row: Shown) => [row.meeting.reference, row.meeting.title].filter(Boolean).join(' '),
      },
      { head: head('item'), value: (row: Shown) => row.item?.title ?? '' },
    ];
  }

  private say(ctx: Ctx, key: string): string {
    return this.views.i18n.t(ctx.lang, `meetings.decision.${key}`);
  }
}
