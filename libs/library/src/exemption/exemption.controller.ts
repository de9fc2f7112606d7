import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Allow, audiences, Ctx, Page } from '@samrad/platform/auth';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Views, type Answer } from '@samrad/platform/views';
import { ExemptionFinder } from './exemption.finder.js';
import { canReviewExemptions } from './exemption.policy.js';
import { exemptions } from './exemption.rules.js';

const ExemptionList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        url: z.string(),
        audience: z.enum(audiences),
        dated: z.string(),
        exemption: z.enum(exemptions).nullable(),
        exemptionReason: z.string().nullable(),
        exemptionReviewOn: z.string().nullable(),
        status: z.enum(['due', 'unnamed', 'named']),
      }),
    ),
  })
  .meta({ id: 'ExemptionList' });

const colours = { due: 'warning', unnamed: 'neutral', named: 'info' } as const;

/** What is not public: exemptions to look at again, and what has none named. */
@ApiTags('documents')
@Controller()
export class ExemptionController {
  constructor(
    private readonly finder: ExemptionFinder,
    private readonly views: Views,
  ) {}

  @Page('documents/exemptions', canReviewExemptions)
  async page(@Ctx() ctx: Ctx): Promise<Answer> {
    const rows = await this.finder.toReview();
    return this.views.page(ctx, 'library/exemption/list', {
      title: this.views.i18n.t(ctx.lang, 'library.exemption.listTitle'),
      crumbs: [{ href: '/documents', key: 'library.document.listTitle' }],
      rows: rows.map((row) => ({
        ...row,
        color: colours[row.status],
        statusKey: `library.exemption.status.${row.status}`,
        audienceKey: `library.audience.${row.audience}`,
      })),
    });
  }

  @Get('api/v1/exemptions')
  @Allow(canReviewExemptions)
  @ApiOperation({ summary: 'What is not public and wants a look: exemptions that are due, then what has none named' })
  @ApiOkResponse({ standardSchema: ExemptionList })
  async list() {
    return { items: await this.finder.toReview() };
  }
}
