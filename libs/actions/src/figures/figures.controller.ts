import { Controller, Param } from '@nestjs/common';
import { Ctx, Page } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { NotFound } from '@samrad/platform/errors';
import { toCsv, toXlsx } from '@samrad/platform/files';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { download, type Answer } from '@samrad/platform/views';
import { canSeeActions } from '../action/action.policy.js';
import { FiguresFinder } from './figures.finder.js';
import { FiguresPage } from './figures-page.js';

const csvType = 'text/csv; charset=utf-8';
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

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
    if (what === 'years')
      return this.answer(ctx, `years.${format}`, this.figures.yearColumns(ctx), await this.finder.years(ctx.actor));
    if (what === 'states')
      return this.answer(ctx, `states.${format}`, this.figures.stateColumns(ctx), await this.finder.states(ctx.actor));
    throw new NotFound();
  }

  private answer<Row>(ctx: Ctx, ending: string, columns: Parameters<typeof toCsv<Row>>[0], rows: Row[]): Answer {
    const name = `actions-${this.clock.today()}-${ending}`;
    if (ending.endsWith('csv')) return download(toCsv(columns, rows, ctx.lang), name, csvType);
    return download(toXlsx(ending.split('.')[0]!, columns, rows), name, xlsxType);
  }
}
