import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Allow, By, Ctx, everyone, Page, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { check, pageLinks, paging, strictQuery, Views, type Answer } from '@samrad/platform/views';
import { DocumentFinder } from '../document/document.finder.js';
import { RestrictedReading } from '../opening/restricted-reading.js';
import { TextFinder } from './text.finder.js';

const TextQuery = z.object({ page: paging.page });

const DocumentText = z
  .object({
    items: z.array(
      z.object({
        place: z.number(),
        page: z.number().nullable().describe('page or slide; null where the file has none'),
        text: z.string(),
      }),
    ),
    page: z.number(),
    per: z.number(),
    more: z.boolean(),
    total: z.number().nullable(),
  })
  .meta({ id: 'DocumentText' });

/** What a document says, as page and API, without the file. */
@ApiTags('documents')
@Controller()
export class TextController {
  constructor(
    private readonly documents: DocumentFinder,
    private readonly texts: TextFinder,
    private readonly restricted: RestrictedReading,
    private readonly views: Views,
  ) {}

  @Page('documents/:id/text', everyone)
  async page(@Ctx() ctx: Ctx, @Param('id') id: string, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const document = found(await this.documents.one(ctx.actor, id));
    await this.restricted.note(ctx.actor, [document]);
    const page = await this.texts.page(document, check(TextQuery, fields).page);
    return this.views.page(ctx, 'library/text/show', {
      title: this.views.i18n.t(ctx.lang, 'library.text.titleOf', { title: document.title }),
      crumbs: [
        { href: '/documents', key: 'library.document.listTitle' },
        { href: `/documents/${id}`, text: document.title },
      ],
      document,
      passages: page.rows.map((row, at) => ({ ...row, head: row.page === page.rows[at - 1]?.page ? null : row.page })),
      pages: pageLinks(ctx.url, page),
    });
  }

  @Get('api/v1/documents/:id/text')
  @Allow(everyone)
  @ApiOperation({ summary: 'What a document says, a hundred paragraphs a page' })
  @ApiOkResponse({ standardSchema: DocumentText })
  async text(
    @By() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: strictQuery(TextQuery) }) query: { page: number },
  ) {
    const document = found(await this.documents.one(actor, id));
    await this.restricted.note(actor, [document]);
    const { rows, ...page } = await this.texts.page(document, query.page);
    return { items: rows, ...page };
  }
}
