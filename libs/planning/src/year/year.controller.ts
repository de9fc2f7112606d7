import { Body, Controller, Param } from '@nestjs/common';
import { SeriesFinder, type SeriesRow } from '@samrad/meetings';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found, NotFound } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { pathOf, YearPage } from './page/year-page.js';
import { placeChange, placeInput, yearParam } from './year.dto.js';
import { YearFinder } from './year.finder.js';
import { canPlanYears } from './year.policy.js';
import { YearService } from './year.service.js';

/** Pages of the plan of a year. */
@ApiExcludeController()
@Controller()
export class YearController {
  constructor(
    private readonly finder: YearFinder,
    private readonly series: SeriesFinder,
    private readonly years: YearService,
    private readonly pages: YearPage,
    private readonly clock: Clock,
  ) {}

  /** The plan that is worked on now: from October on the coming year's. */
  @Page('year-plan', canPlanYears)
  async current(): Promise<Answer> {
    const [first] = await this.series.list();
    const [year, month] = this.clock.today().split('-').map(Number) as [number, number];
    return seeOther(first ? pathOf(first.id, month >= 10 ? year + 1 : year) : '/series');
  }

  @Page('series/:id/years/:year', canPlanYears)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('year') year: string): Promise<Answer> {
    return this.pages.show(ctx, await this.seriesOf(id), yearOf(year));
  }

  @Page('series/:id/years/:year/meetings/new', canPlanYears)
  async newPlace(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('year') year: string): Promise<Answer> {
    const day = typeof ctx.query.day === 'string' ? ctx.query.day : undefined;
    return this.pages.placePage(ctx, { series: await this.seriesOf(id), year: yearOf(year), day });
  }

  @Submit('series/:id/years/:year/meetings', canPlanYears)
  async place(
    @Ctx() ctx: Ctx,
    @Param() { id, year }: { id: string; year: string },
    @Body() body: unknown,
  ): Promise<Answer> {
    const plan = { series: await this.seriesOf(id), year: yearOf(year) };
    return submit(ctx, {
      schema: placeInput,
      body,
      run: (input) => this.years.place(ctx.actor, { seriesId: id, year: plan.year }, input),
      done: () => seeOther(pathOf(id, plan.year), 'planning.year.flash.placed'),
      again: (form, status) => this.pages.placePage(ctx, plan, { form, status }),
    });
  }

  @Submit('series/:id/years/:year/drafts', canPlanYears)
  async makeDrafts(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('year') year: string): Promise<Answer> {
    const count = await this.years.makeDrafts(ctx.actor, { seriesId: id, year: yearOf(year) });
    return seeOther(pathOf(id, yearOf(year)), 'planning.year.flash.drafted', { count });
  }

  @Submit('series/:id/years/:year/copy', canPlanYears)
  async copy(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('year') year: string): Promise<Answer> {
    const count = await this.years.copyLastYear(ctx.actor, { seriesId: id, year: yearOf(year) });
    return seeOther(pathOf(id, yearOf(year)), 'planning.year.flash.copied', { count });
  }

  @Page('series/:id/years/:year/save-the-date', canPlanYears)
  async confirmHold(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('year') year: string): Promise<Answer> {
    return this.pages.holdPage(ctx, await this.seriesOf(id), yearOf(year));
  }

  @Submit('series/:id/years/:year/save-the-date', canPlanYears)
  async hold(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('year') year: string): Promise<Answer> {
    const count = await this.years.saveTheDates(ctx.actor, { seriesId: id, year: yearOf(year) });
    return seeOther(pathOf(id, yearOf(year)), 'planning.year.flash.held', { count });
  }

  @Page('planned-meetings/:id/edit', canPlanYears)
  async editPlace(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.placePage(ctx, await this.placeOf(id));
  }

  @Submit('planned-meetings/:id/edit', canPlanYears)
  async changePlace(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { series, year } = await this.placeOf(id);
    return submit(ctx, {
      schema: placeChange,
      body,
      run: (input) => this.years.change(ctx.actor, id, input),
      done: () => seeOther(pathOf(series.id, year), 'planning.year.flash.saved'),
      again: async (form, status) => this.pages.placePage(ctx, await this.placeOf(id), { form, status }),
    });
  }

  @Submit('planned-meetings/:id/removal', canPlanYears)
  async removePlace(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { seriesId, year } = await this.years.remove(ctx.actor, id);
    return seeOther(pathOf(seriesId, year), 'planning.year.flash.removed');
  }

  private async seriesOf(id: string): Promise<SeriesRow> {
    return found(await this.series.one(id));
  }

  private async placeOf(id: string) {
    const place = found(await this.finder.place(id));
    return { place, series: await this.seriesOf(place.seriesId), year: place.year };
  }
}

/** @throws NotFound for what is no year */
export function yearOf(text: string): number {
  const year = yearParam.safeParse(text);
  if (!year.success) throw new NotFound();
  return year.data;
}
