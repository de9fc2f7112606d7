import { Readable } from 'node:stream';
import { Controller, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Conflict } from '@samrad/platform/errors';
import { csvLines, toXlsx, xlsxType } from '@samrad/platform/files';
import { mostOnPaper, SheetFiles } from '@samrad/platform/pdf';
import { check, download, type Answer } from '@samrad/platform/views';
import { canSeeActions } from '../action/action.policy.js';
import { PageQuery, type ProgressQuery } from '../progress/progress.dto.js';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';
import { csvColumns, paperColumns } from '../progress/progress.presenter.js';
import { OverviewPage } from './overview-page.js';

const batch = 1000;
const mostInWorkbook = 20_000;

/** The list across States. */
@ApiExcludeController()
@Controller('actions')
export class OverviewController {
  constructor(
    private readonly overview: OverviewPage,
    private readonly lines: ProgressFinder,
    private readonly clock: Clock,
    private readonly sheets: SheetFiles,
  ) {}

  @Page('', canSeeActions)
  show(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    return this.overview.page(ctx, { ...check(PageQuery, fields), total: true });
  }

  /** Exactly the rows of the filter, in its order. */
  @Page('list.csv', canSeeActions)
  async csv(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(PageQuery, fields);
    const columns = csvColumns(await this.overview.reading(ctx));
    const file = Readable.from(csvLines(columns, this.all(ctx, query), ctx.lang));
    return download(file, `actions-${this.clock.today()}.csv`, 'text/csv; charset=utf-8');
  }

  /** The same as a workbook; of a very long list the CSV file is the better one. */
  @Page('list.xlsx', canSeeActions)
  async xlsx(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(PageQuery, fields);
    const rows = await this.lines.rows(ctx.actor, query, { limit: mostInWorkbook + 1, offset: 0 });
    if (rows.length > mostInWorkbook) throw new Conflict('actions.action.refused.tooManyRows');
    const columns = csvColumns(await this.overview.reading(ctx));
    return download(toXlsx('actions', columns, rows), `actions-${this.clock.today()}.xlsx`, xlsxType);
  }

  /** The same to print. */
  @Page('list.pdf', canSeeActions)
  async pdf(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    const query = check(PageQuery, fields);
    const rows = await this.lines.rows(ctx.actor, query, { limit: mostOnPaper + 1, offset: 0 });
    const columns = paperColumns(await this.overview.reading(ctx));
    return this.sheets.answer(ctx.lang, 'pdf', { ...this.overview.paper(ctx, query), name: 'actions', columns, rows });
  }

  private async *all({ actor }: Ctx, query: ProgressQuery): AsyncGenerator<ProgressRow, void> {
    for (let offset = 0; ; offset += batch) {
      const rows = await this.lines.rows(actor, query, { limit: batch, offset });
      yield* rows;
      if (rows.length < batch) return;
    }
  }
}
