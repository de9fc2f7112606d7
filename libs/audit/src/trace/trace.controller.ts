import { Body, Controller } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { traceKinds } from '@samrad/platform/traces';
import {
  check,
  download,
  type FormState,
  freshForm,
  ignoredIn,
  pageLinks,
  submit,
  Views,
  type Answer,
} from '@samrad/platform/views';
import { Verifier } from '../seal/verifier.js';
import { exportFormats, traceExport, traceFilter, traceQuery } from './trace.dto.js';
import { TraceFinder } from './trace.finder.js';
import { canSeeTraces } from './trace.policy.js';
import { traceView } from './trace.presenter.js';
import { sorts } from './trace.rules.js';
import { TraceService } from './trace.service.js';

/** The log of readings and exports, for administrators. */
@ApiExcludeController()
@Controller('audit')
export class TraceController {
  constructor(
    private readonly views: Views,
    private readonly finder: TraceFinder,
    private readonly traces: TraceService,
    private readonly verifier: Verifier,
  ) {}

  @Page('', canSeeTraces)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const query = check(traceQuery, ctx.query);
    await this.traces.noteReading(ctx.actor, query);
    const page = await this.finder.page(query);
    const kept = new URLSearchParams(Object.entries(filterOf(query)) as [string, string][]);
    return this.views.page(ctx, 'audit/trace/list', {
      title: this.say(ctx, 'audit.trace.title'),
      ignored: ignoredIn(traceQuery, ctx.query),
      rows: page.rows.map(traceView),
      total: page.total,
      pages: pageLinks(ctx.url, page),
      filter: query,
      kinds: traceKinds.map((value) => ({ value, key: `audit.kind.${value}` })),
      sorts: sorts.map((value) => ({ value, key: `audit.what.${value}` })),
      exportAt: `/audit/export?${kept}`,
      last: await this.verifier.lastLink(),
    });
  }

  @Page('export', canSeeTraces)
  ask(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page(ctx, ctx.query, freshForm({ format: 'csv' }));
  }

  @Submit('export', canSeeTraces)
  take(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    return submit(ctx, {
      schema: traceExport,
      body,
      run: (input) => this.traces.export(ctx, input),
      done: ({ content, filename, type }) => download(content, filename, type),
      again: (form, status) => this.page(ctx, body, form, status),
    });
  }

  private async page(ctx: Ctx, query: Record<string, unknown>, form: FormState, status = 200): Promise<Answer> {
    const filter = check(traceFilter, query);
    const kept = Object.entries(filterOf(filter)) as [string, string][];
    const data = {
      title: this.say(ctx, 'audit.trace.exportTitle'),
      crumbs: [{ href: '/audit', key: 'audit.trace.title' }],
      form,
      count: await this.finder.count(filter),
      kept: kept.map(([name, value]) => ({ name, value })),
      back: `/audit?${new URLSearchParams(kept)}`,
      formats: exportFormats.map((value) => ({ value, key: `audit.format.${value}` })),
    };
    return this.views.page(ctx, 'audit/trace/export', data, status);
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, key);
  }
}

/** What is narrowed, for links and hidden fields. */
function filterOf(query: object): Record<string, unknown> {
  const names = Object.keys(traceFilter.shape);
  return Object.fromEntries(Object.entries(query).filter(([name, value]) => names.includes(name) && value));
}
