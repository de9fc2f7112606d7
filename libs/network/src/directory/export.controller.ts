import { Body, Controller } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { download, type FormState, freshForm, submit, Views, type Answer } from '@samrad/platform/views';
import { tolerant } from '../lists.js';
import { personFilter } from '../person/person.dto.js';
import { canExportNetwork } from '../person/person.policy.js';
import { DirectoryFinder } from './directory.finder.js';
import { exportInput } from './export.dto.js';
import { ExportService } from './export.service.js';

const csvType = 'text/csv; charset=utf-8';

/** Asks who gets the persons of a list, and what for, and gives the file. */
@ApiExcludeController()
@Controller('persons/export')
export class ExportController {
  constructor(
    private readonly views: Views,
    private readonly directory: DirectoryFinder,
    private readonly exports: ExportService,
  ) {}

  @Page('', canExportNetwork)
  ask(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page(ctx, ctx.query, freshForm());
  }

  /** A post, because what was taken out stays in the log. */
  @Submit('', canExportNetwork)
  take(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    return submit(ctx, {
      schema: exportInput,
      body,
      run: (input) => this.exports.persons(ctx, input),
      done: ({ text, filename }) => download(text, filename, csvType),
      again: (form, status) => this.page(ctx, body, form, status),
    });
  }

  private async page(ctx: Ctx, query: Record<string, unknown>, form: FormState, status = 200): Promise<Answer> {
    const filter = tolerant(personFilter, query);
    const kept = Object.entries(filter).filter(([, value]) => value !== undefined);
    const title = this.views.i18n.t(ctx.lang, 'network.person.export.title');
    const crumbs = [{ href: '/persons', key: 'network.title' }];
    const data = {
      ...{ title, crumbs, form },
      count: await this.directory.count(ctx.actor, filter, null),
      kept: kept.map(([name, value]) => ({ name, value })),
      back: `/persons?${new URLSearchParams(kept as [string, string][])}`,
    };
    return this.views.page(ctx, 'network/directory/export', data, status);
  }
}
