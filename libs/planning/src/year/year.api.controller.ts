import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { SeriesFinder } from '@samrad/meetings';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { FixedDateService } from './fixed-date.service.js';
import { holidaySources } from '@samrad/platform/pure';
import { YearPage } from './page/year-page.js';
import { suggestionsOf, warningsByPlace } from './page/year-view.js';
import { yearOf } from './year.controller.js';
import { fixedInput, placeChange, placeInput, type FixedInput, type PlaceChange, type PlaceInput } from './year.dto.js';
import { canPlanYears } from './year.policy.js';
import { YearService } from './year.service.js';

/** The plan of a year, for organisers. */
@ApiTags('year plans')
@Controller('api/v1')
export class YearApiController {
  constructor(
    private readonly series: SeriesFinder,
    private readonly years: YearService,
    private readonly dates: FixedDateService,
    private readonly pages: YearPage,
  ) {}

  @Get('series/:id/years/:year')
  @Allow(canPlanYears)
  @ApiOperation({ summary: 'Planned meetings with warnings, fixed dates, holidays with their source, free NCP weeks' })
  async plan(@Param('id') id: string, @Param('year') year: string) {
    const facts = await this.pages.facts(found(await this.series.one(id)), yearOf(year));
    const warnings = warningsByPlace(facts);
    return {
      year: facts.year,
      meetings: facts.places.map((place) => ({ ...place, warnings: warnings.get(place.id) })),
      fixedDates: facts.fixed,
      holidays: facts.holidays,
      holidaySources,
      suggestions: suggestionsOf(facts),
    };
  }

  @Post('series/:id/years/:year/meetings')
  @Allow(canPlanYears)
  @ApiOperation({ summary: 'Place a meeting in the plan' })
  async place(
    @By() actor: Actor,
    @Param() { id, year }: { id: string; year: string },
    @Body({ schema: placeInput }) input: PlaceInput,
  ) {
    await this.years.place(actor, { seriesId: id, year: yearOf(year) }, input);
    return this.plan(id, year);
  }

  @Post('series/:id/years/:year/drafts')
  @HttpCode(200)
  @Allow(canPlanYears)
  @ApiOperation({ summary: 'Make a draft meeting of every place that has none' })
  async makeDrafts(@By() actor: Actor, @Param('id') id: string, @Param('year') year: string) {
    return { made: await this.years.makeDrafts(actor, { seriesId: id, year: yearOf(year) }) };
  }

  @Post('series/:id/years/:year/copy')
  @HttpCode(200)
  @Allow(canPlanYears)
  @ApiOperation({ summary: 'Copy the plan of the year before, to the same weekdays; 409 when there is a plan already' })
  async copy(@By() actor: Actor, @Param('id') id: string, @Param('year') year: string) {
    return { copied: await this.years.copyLastYear(actor, { seriesId: id, year: yearOf(year) }) };
  }

  @Post('series/:id/years/:year/save-the-date')
  @HttpCode(200)
  @Allow(canPlanYears)
  @ApiOperation({ summary: 'Ask the group to keep the days free; the later call comes under the same UID' })
  async hold(@By() actor: Actor, @Param('id') id: string, @Param('year') year: string) {
    return { sent: await this.years.saveTheDates(actor, { seriesId: id, year: yearOf(year) }) };
  }

  @Patch('planned-meetings/:id')
  @HttpCode(204)
  @Allow(canPlanYears)
  @ApiOperation({ summary: 'Change a place; 409 when it has become a meeting or `version` is not the newest' })
  @ApiNoContentResponse()
  async change(@By() actor: Actor, @Param('id') id: string, @Body({ schema: placeChange }) input: PlaceChange) {
    await this.years.change(actor, id, input);
  }

  @Delete('planned-meetings/:id')
  @HttpCode(204)
  @Allow(canPlanYears)
  @ApiOperation({ summary: 'Take a place out of the plan; 409 when it has become a meeting' })
  @ApiNoContentResponse()
  async remove(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.years.remove(actor, id);
  }

  @Post('fixed-dates')
  @Allow(canPlanYears)
  @ApiOperation({ summary: 'Add a date that others have fixed: an NCP meeting, another event' })
  async addFixed(@By() actor: Actor, @Body({ schema: fixedInput }) input: FixedInput) {
    return { id: await this.dates.add(actor, input) };
  }

  @Delete('fixed-dates/:id')
  @HttpCode(204)
  @Allow(canPlanYears)
  @ApiOperation({ summary: 'Remove a fixed date' })
  @ApiNoContentResponse()
  async removeFixed(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.dates.remove(actor, id);
  }
}
