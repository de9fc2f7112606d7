import { Controller, Param } from '@nestjs/common';
import { canSeeOpenings } from '@samrad/library';
import { crumbsOf, MeetingFinder } from '@samrad/meetings';
import { Ctx, Page } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Views, type Answer } from '@samrad/platform/views';
import { Receipts } from './receipts.js';

/** Who has opened the papers, by name; for organisers. */
@ApiExcludeController()
@Controller('meetings/:id/receipts')
export class ReceiptController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly receipts: Receipts,
    private readonly views: Views,
  ) {}

  @Page('', canSeeOpenings)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return this.views.page(ctx, 'filing/receipt/list', {
      title: this.views.i18n.t(ctx.lang, 'filing.receipt.pageTitle'),
      crumbs: crumbsOf(meeting),
      meeting,
      receipts: await this.receipts.of(ctx.actor, id),
    });
  }
}
