import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { seriesChange, seriesInput, type SeriesChange, type SeriesInput } from './series.dto.js';
import { SeriesFinder, type SeriesRow } from './series.finder.js';
import { canListSeries, canManageSeries } from './series.policy.js';
import { SeriesService } from './series.service.js';

@ApiTags('series')
@Controller('api/v1/series')
export class SeriesApiController {
  constructor(
    private readonly finder: SeriesFinder,
    private readonly series: SeriesService,
  ) {}

  @Get()
  @Allow(canListSeries)
  @ApiOperation({ summary: 'All series of meetings with the next running number' })
  async list(): Promise<{ items: SeriesRow[] }> {
    return { items: await this.finder.list() };
  }

  @Get(':id')
  @Allow(canListSeries)
  @ApiOperation({ summary: 'One series' })
  async one(@Param('id') id: string): Promise<SeriesRow> {
    return found(await this.finder.one(id));
  }

  @Post()
  @Allow(canManageSeries)
  @ApiOperation({ summary: 'Create a series' })
  async create(@By() actor: Actor, @Body({ schema: seriesInput }) input: SeriesInput): Promise<SeriesRow> {
    return this.one(await this.series.create(actor, input));
  }

  @Patch(':id')
  @Allow(canManageSeries)
  @ApiOperation({ summary: 'Change a series; `version` is the one the change is based on' })
  async change(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: seriesChange }) input: SeriesChange,
  ): Promise<SeriesRow> {
    await this.series.change(actor, id, input);
    return this.one(id);
  }
}
