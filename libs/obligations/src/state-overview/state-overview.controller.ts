import { Controller, Param } from '@nestjs/common';
import { canSeeActions } from '@samrad/actions';
import { StateFinder } from '@samrad/network';
import { Ctx, Page } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found, NotFound } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { isSheetFormat, SheetFiles, SheetPdfs } from '@samrad/platform/pdf';
import { download, type Answer } from '@samrad/platform/views';
import { StateOverviewPage } from './state-overview-page.js';
import { StateOverviewFinder } from './state-overview.finder.js';
import { StateWords } from './state-words.js';

/** So many lines of each list are on paper. */
const mostPrinted = 200;

/** What one State was asked: as the reader may see it. */
@ApiExcludeController()
@Controller('actions/states/:code')
export class StateOverviewController {
  constructor(
    private readonly states: StateFinder,
    private readonly finder: StateOverviewFinder,
    private readonly pages: StateOverviewPage,
    private readonly words: StateWords,
    private readonly sheets: SheetFiles,
    private readonly papers: SheetPdfs,
    private readonly clock: Clock,
  ) {}

  @Page('', canSeeActions)
  async show(@Ctx() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return this.pages.page(ctx, await this.codeOf(code));
  }

  /** `figures.csv`, `figures.xlsx`, and `figures.pdf` with the lists of what is open and what was finished. */
  @Page(':file', canSeeActions)
  async file(@Ctx() ctx: Ctx, @Param() { code, file }: { code: string; file: string }): Promise<Answer> {
    const [, format] = /^figures\.(\w+)$/.exec(file) ?? [];
    if (!isSheetFormat(format)) throw new NotFound();
    const state = await this.codeOf(code);
    const name = `actions-${state}`;
    if (format === 'pdf') {
      const pdf = await this.papers.render(ctx.lang, await this.pages.paper(ctx, state, mostPrinted));
      return download(pdf, `${name}-${this.clock.today()}.pdf`, 'application/pdf');
    }
    const { figures } = await this.finder.figures(ctx.actor, state);
    const rows = this.words.figures(ctx.lang, figures);
    return this.sheets.answer(ctx.lang, format, { title: name, name, columns: this.pages.figureColumns(ctx), rows });
  }

  /** @param written ISO code, or the one that the network uses */
  private async codeOf(written: string): Promise<string> {
    return found(await this.states.one(written)).code;
  }
}
