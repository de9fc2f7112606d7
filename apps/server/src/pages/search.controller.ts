import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { z } from 'zod';
import { Allow, By, Ctx, everyone, Page, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { markedIn, Search, termsOf, type Hit } from '@samrad/platform/search';
import { check, pageLinks, pageOf, paging, Views, type Answer } from '@samrad/platform/views';

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

const asked = {
  q: z.string().max(200).catch('').default(''),
  noun: z.enum(nouns).optional().catch(undefined),
  year: z.coerce.number().int().min(1900).max(2999).optional().catch(undefined),
};
const SearchQuery = z.object({ ...asked, limit: z.coerce.number().int().min(1).max(100).catch(20).default(20) });
type SearchQuery = z.infer<typeof SearchQuery>;
const SearchPage = z.object({ ...asked, page: paging.page });

const SearchHits = z
  .object({
    items: z.array(
      z.object({
        noun: z.string(),
        recordId: z.string(),
        title: z.string(),
        section: z.string().nullable().describe('heading of the place; null: the record as a whole'),
        url: z.string().describe('of the place'),
        snippet: z.string(),
        dated: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SearchHits' });

const per = 25;
/** So many years can be chosen, the next one first. */
const mostYears = 20;

/** One search over everything the reader may see. */
@ApiTags('search')
@Controller()
export class SearchController {
  constructor(
    private readonly search: Search,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  @Page('search', everyone)
  async page(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(SearchPage, fields);
    const total = await this.search.count(ctx.actor, query.q, query);
    const place = { limit: per + 1, offset: (query.page - 1) * per };
    const hits = total ? await this.search.find(ctx.actor, query.q, { ...query, ...place }) : [];
    const page = pageOf(hits, { page: query.page, per }, total);
    return this.views.page(ctx, 'pages/search', {
      title: this.views.i18n.t(ctx.lang, 'pages.search.title'),
      query,
      total,
      hits: page.rows.map((hit) => shown(hit, query.q)),
      pages: pageLinks(ctx.url, page),
      asked: query.q.trim() !== '',
      nouns: nouns.map((value) => ({ value, key: `pages.search.noun.${value}` })),
      years: this.years(),
    });
  }

  @Get('api/v1/search')
  @Allow(everyone)
  @ApiOperation({ summary: 'Search all nouns; hits are what the caller may see, best first' })
  @ApiOkResponse({ standardSchema: SearchHits })
  async find(@By() actor: Actor, @Query({ schema: SearchQuery }) query: SearchQuery): Promise<{ items: Hit[] }> {
    return { items: await this.search.find(actor, query.q, query) };
  }

  private years() {
    const next = Number(this.clock.today().slice(0, 4)) + 1;
    return Array.from({ length: mostYears }, (_, back) => ({ value: next - back, label: String(next - back) }));
  }
}

function shown({ snippet, section, ...hit }: Hit, query: string) {
  const terms = termsOf(query);
  return {
    ...hit,
    title: markedIn(hit.title, terms),
    section: section && markedIn(section, terms),
    pieces: markedIn(snippet, terms),
    nounKey: `pages.search.noun.${hit.noun}`,
  };
}
