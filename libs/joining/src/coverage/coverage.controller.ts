import { Controller } from '@nestjs/common';
import { GroupFinder, nameIn, shownCode, stateName, tolerant } from '@samrad/network';
import { Ctx, isOrganiser, Page } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { toCsv, type CsvColumn } from '@samrad/platform/files';
import { intlTag } from '@samrad/platform/i18n';
import { type Answer, download, ignoredIn, Views } from '@samrad/platform/views';
import { TermFinder } from '../term/term.finder.js';
import { canSeeCoverage } from '../term/term.policy.js';
import { coverageFilter, type CoverageFilter } from './coverage.dto.js';
import { CoverageFinder } from './coverage.finder.js';
import { areas, fewestExperts, gaps, hasGap, type Gap, type StateCoverage } from './coverage.rules.js';

/** Which State lacks what: in its contact point, and in a group. */
@ApiExcludeController()
@Controller()
export class CoverageController {
  constructor(
    private readonly views: Views,
    private readonly finder: CoverageFinder,
    private readonly terms: TermFinder,
    private readonly groups: GroupFinder,
  ) {}

  @Page('coverage', canSeeCoverage)
  async show(@Ctx() ctx: Ctx): Promise<Answer> {
    const filter = tolerant(coverageFilter, ctx.query);
    const group = await this.finder.group(filter);
    const [all, rows, soon, groups] = await Promise.all([
      this.finder.of(ctx.actor, group?.id, {}),
      this.rows(ctx, filter),
      this.terms.ending(ctx.actor, { group: group?.id, renewal: 'open' }),
      this.groups.options(ctx.lang),
    ]);
    return this.views.page(ctx, 'joining/coverage/show', {
      ...{ title: this.say(ctx, 'title'), tab: 'coverage', filter, count: rows.length, groups },
      crumbs: [{ href: '/network', key: 'network.title' }],
      ignored: ignoredIn(coverageFilter, ctx.query),
      ...{
        group,
        groupName: group && nameIn(group, ctx.lang),
        kpis: this.kpis(ctx, all, { soon: soon.length, inGroup: group ? `&group=${group.id}` : '', gap: filter.gaps }),
      },
      isOrganiser: isOrganiser(ctx.actor),
      areas: areas.map((area) => ({ area, key: `joining.coverage.area.${area}` })),
      gaps: gaps.map((value) => ({ value, key: `joining.coverage.lacks.${value}` })),
      rows: rows.map((row) => ({ ...row, cells: cellsOf(row), isSmall: row.experts < fewestExperts })),
      csv: `/coverage.csv${ctx.url.includes('?') ? ctx.url.slice(ctx.url.indexOf('?')) : ''}`,
    });
  }

  @Page('coverage.csv', canSeeCoverage)
  async csv(@Ctx() ctx: Ctx): Promise<Answer> {
    const rows = await this.rows(ctx, tolerant(coverageFilter, ctx.query));
    return download(
      toCsv(this.columns(ctx), rows, ctx.lang),
      `${this.say(ctx, 'file')}.csv`,
      'text/csv; charset=utf-8',
    );
  }

  /** In the order of the reader's alphabet. */
  private async rows(ctx: Ctx, filter: CoverageFilter): Promise<StateCoverage[]> {
    const group = await this.finder.group(filter);
    const rows = await this.finder.of(ctx.actor, group?.id, filter);
    const collator = new Intl.Collator(intlTag(ctx.lang));
    const name = ({ stateCode }: StateCoverage) => stateName(stateCode, ctx.lang);
    return rows.sort((a, b) => collator.compare(name(a), name(b)));
  }

  private columns(ctx: Ctx): CsvColumn<StateCoverage>[] {
    const head = (key: string) => this.say(ctx, `column.${key}`);
    return [
      { head: head('state'), value: ({ stateCode }) => stateName(stateCode, ctx.lang) },
      { head: head('code'), value: ({ stateCode }) => shownCode(stateCode) },
      { head: head('experts'), value: ({ experts }) => experts },
      ...areas.map((area) => ({ head: this.say(ctx, `area.${area}`), value: (row: StateCoverage) => row.areas[area] })),
      { head: head('members'), value: ({ members }) => members },
      { head: head('alternates'), value: ({ alternates }) => alternates },
      { head: head('nextEnd'), value: ({ nextEnd }) => nextEnd },
    ];
  }

  private kpis(
    ctx: Ctx,
    rows: readonly StateCoverage[],
    { soon, inGroup, gap: chosen }: { soon: number; inGroup: string; gap?: Gap },
  ) {
    const figure = (n: number, key: string, href: string) => ({
      ...{ n, href, tone: n ? 'warning' : 'success', text: this.say(ctx, `gap.${key}`, { count: n }) },
    });
    const lacking = (gap: Gap) => ({
      ...figure(rows.filter((row) => hasGap(row, gap)).length, gap, `/coverage?gaps=${gap}${inGroup}`),
      current: gap === chosen,
    });
    return [
      ...[lacking('areas'), lacking('members'), lacking('alternates')],
      figure(soon, 'soon', `/terms?renewal=open${inGroup}`),
    ];
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `joining.coverage.${key}`, params);
  }
}

const cellsOf = (row: StateCoverage) =>
  areas.map((area) => ({ n: row.areas[area], key: `joining.coverage.area.${area}` }));
