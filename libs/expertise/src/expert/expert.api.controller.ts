import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { canExportNetwork, canSeeNetwork, facets, PersonReading, placeOf, type Facet } from '@samrad/network';
import { Allow, By, Ctx, type Actor } from '@samrad/platform/auth';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { download, strictQuery, type Answer } from '@samrad/platform/views';
import { expertExport, expertList, expertQuery, type ExpertExport, type ExpertQuery } from './expert.dto.js';
import { ExpertExports } from './expert-export.js';
import { ExpertFinder } from './expert.finder.js';
import { expertItemOf } from './expert.presenter.js';
import { ExpertWords } from './expert-words.js';
import { mostFrequent } from './expert.rules.js';

@ApiTags('experts')
@Controller('api/v1/experts')
export class ExpertApiController {
  constructor(
    private readonly finder: ExpertFinder,
    private readonly exports: ExpertExports,
    private readonly words: ExpertWords,
    private readonly reading: PersonReading,
  ) {}

  @Get()
  @Allow(canSeeNetwork)
  @ApiOperation({
    summary:
      'Persons you may see by what they know, each with why and how sure; of others than organisers only what they may see',
  })
  @ApiOkResponse({ standardSchema: expertList })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(expertQuery) }) query: ExpertQuery) {
    await this.words.demandKnown(query);
    const { page: wanted, per, total, facets: counted, ...filter } = query;
    const { rows, page, more } = await this.finder.list(actor, filter, placeOf({ page: wanted, per }));
    await this.reading.noteList(actor, {
      ...{ personIds: rows.map(({ id }) => id), list: 'experts', filter },
      count: () => this.finder.count(actor, filter, null),
    });
    return {
      ...{ items: rows.map(expertItemOf), page, per: placeOf({ per }).per, more },
      ...(total && { total: await this.finder.count(actor, filter, null) }),
      ...(counted && { facets: listed(await this.finder.facets(actor, filter)) }),
    };
  }

  @Post('exports')
  @HttpCode(200)
  @Allow(canExportNetwork)
  @ApiOperation({ summary: 'The experts of a filter as a file; `receiver` and `purpose` are kept in the log' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async take(@Ctx() ctx: Ctx, @Body({ schema: expertExport }) input: ExpertExport): Promise<Answer> {
    const { text, filename } = await this.exports.take(ctx, input);
    return download(text, filename, 'text/csv; charset=utf-8');
  }
}

const listed = (counts: Record<Facet, Map<string, number>>) =>
  Object.fromEntries(
    facets.map((facet) => [
      facet,
      mostFrequent(counts[facet], new Map()).map(({ value, persons }) => ({ value, persons })),
    ]),
  );
