import { Controller, Param } from '@nestjs/common';
import { Ctx, Page } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { NotFound } from '@samrad/platform/errors';
import { toCsv, toXlsx, type CsvColumn, xlsxType } from '@samrad/platform/files';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { download, type Answer } from '@samrad/platform/views';
import { canSeeActions } from '../action/action.policy.js';
import { FiguresFinder } from './figures.finder.js';
import { FiguresPage } from './figures-page.js';

const csvType = 'text/csv; charset=utf-8';

/** Figures of all actions that the reader may see. */
@ApiExcludeController()
@Controller('actions/figures')
export class FiguresController {
  constructor(
    private readonly finder: FiguresFinder,
    private readonly figures: FiguresPage,
    private readonly clock: Clock,
  ) {}

  @Page('', canSeeActions)
  show(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.figures.page(ctx);
  }

  /** `years.csv`, `years.xlsx`, `states.csv`, `states.xlsx`. */
  @Page(':file', canSeeActions)
  async file(@Ctx() ctx: Ctx, @Param('file') file: string): Promise<Answer> {
    const [, what, format] = /^(years|states)\.(csv|xlsx)$/.exec(file) ?? [];
    const { actor } = ctx;
    if (what === 'years')
      return this.answer(ctx, `years.${format}`, {
        columns: this.figures.yearColumns(ctx),
        rows: await this.finder.years(actor),
      });
    if (what === 'states')
      return this.answer(ctx, `states.${format}`, {
        columns: this.figures.stateColumns(ctx),
        rows: await this.finder.states(actor),
      });
    throw new NotFound();
  }

  private answer<Row>(ctx: Ctx, ending: string, { columns, rows }: { columns: CsvColumn<Row>[]; rows: Row[] }): Answer {
    const name = `actions-${this.clock.today()}-${ending}`;
    if (ending.endsWith('csv')) return download(toCsv(columns, rows, ctx.lang), name, csvType);
    return download(toXlsx(ending.split('.')[0]!, columns, rows), name, xlsxType);
  }
}
