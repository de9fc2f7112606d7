import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { z } from 'zod';
import { Allow, By, Ctx, everyone, Page, type Actor } from '@samrad/platform/auth';
import { Search, type Hit } from '@samrad/platform/search';
import { check, Views, type Answer } from '@samrad/platform/views';

export const nouns = [
  'meeting',
  'person',
  'organisation',
  'action',
  'document',
  'minutes',
  'decision',
  'group',
] as const;

const SearchQuery = z.object({
  q: z.string().max(200).catch('').default(''),
  noun: z.enum(nouns).optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(100).catch(20).default(20),
});
type SearchQuery = z.infer<typeof SearchQuery>;

const SearchHits = z
  .object({
    items: z.array(
      z.object({
        noun: z.string(),
        recordId: z.string(),
        title: z.string(),
        url: z.string(),
        snippet: z.string(),
      }),
    ),
  })
  .meta({ id: 'SearchHits' });

/** One search over everything the reader may see. */
@ApiTags('search')
@Controller()
export class SearchController {
  constructor(
    private readonly search: Search,
    private readonly views: Views,
  ) {}

  @Page('search', everyone)
  async page(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(SearchQuery, { ...fields, limit: 50 });
    const hits = await this.search.find(ctx.actor, query.q, query);
    return this.views.page(ctx, 'pages/search', {
      title: this.views.i18n.t(ctx.lang, 'pages.search.title'),
      query,
      hits: hits.map((hit) => ({ ...hit, nounKey: `pages.search.noun.${hit.noun}` })),
      asked: query.q.trim() !== '',
      nouns: nouns.map((value) => ({ value, key: `pages.search.noun.${value}` })),
    });
  }

  @Get('api/v1/search')
  @Allow(everyone)
  @ApiOperation({ summary: 'Search all nouns; hits are what the caller may see, best first' })
  @ApiOkResponse({ standardSchema: SearchHits })
  async find(@By() actor: Actor, @Query({ schema: SearchQuery }) query: SearchQuery): Promise<{ items: Hit[] }> {
    return { items: await this.search.find(actor, query.q, query) };
  }
}
