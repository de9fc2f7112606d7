import { Controller, Param, Query } from '@nestjs/common';
import { Ctx, Page } from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { isSheetFormat, SheetFiles } from '@samrad/platform/pdf';
import { check, type Answer } from '@samrad/platform/views';
import { canSeeActions } from '../action/action.policy.js';
import { PageQuery } from '../progress/progress.dto.js';
import { FiguresFinder } from './figures.finder.js';
import { FiguresPage } from './figures-page.js';

/** Figures of all actions that the reader may see. */
@ApiExcludeController()
@Controller('actions/figures')
export class FiguresController {
  constructor(
    private readonly finder: FiguresFinder,
    private readonly figures: FiguresPage,
    private readonly sheets: SheetFiles,
  ) {}

  @Page('', canSeeActions)
  show(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    return this.figures.page(ctx, check(PageQuery, fields));
  }

  /** `years.csv`, `years.xlsx`, `years.pdf`; and the same of `states`. */
  @Page(':file', canSeeActions)
  async file(@Ctx() ctx: Ctx, @Param('file') file: string, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(PageQuery, fields);
    const [, what, format] = /^(years|states)\.(csv|xlsx|pdf)$/.exec(file) ?? [];
    if (!isSheetFormat(format)) throw new NotFound();
    const paper = this.figures.paper(ctx, what as 'years' | 'states');
    if (what === 'years') {
      const rows = await this.finder.years(ctx.actor, query);
      return this.sheets.answer(ctx.lang, format, { ...paper, columns: this.figures.yearColumns(ctx), rows });
    }
    const rows = await this.finder.states(ctx.actor, query);
    return this.sheets.answer(ctx.lang, format, { ...paper, columns: this.figures.stateColumns(ctx), rows });
  }
}
