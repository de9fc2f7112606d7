import { Controller, Param, Query } from '@nestjs/common';
import { canSeeActions } from '@samrad/actions';
import { Ctx, Page } from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { isSheetFormat, SheetFiles } from '@samrad/platform/pdf';
import type { Answer } from '@samrad/platform/views';
import { TimelinePage } from './timeline-page.js';

/** What is due when. */
@ApiExcludeController()
@Controller('actions/timeline')
export class TimelineController {
  constructor(
    private readonly timeline: TimelinePage,
    private readonly sheets: SheetFiles,
  ) {}

  @Page('', canSeeActions)
  show(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    return this.timeline.page(ctx, fields);
  }

  /** `periods.csv`, `periods.xlsx`, `periods.pdf`, of the same filter. */
  @Page(':file', canSeeActions)
  async file(@Ctx() ctx: Ctx, @Param('file') file: string, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const [, format] = /^periods\.(\w+)$/.exec(file) ?? [];
    if (!isSheetFormat(format)) throw new NotFound();
    return this.sheets.answer(ctx.lang, format, await this.timeline.sheet(ctx, fields));
  }
}
