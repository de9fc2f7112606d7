import { Controller, Get, Param, Req } from '@nestjs/common';
import { canImportNetwork, placeOf } from '@samrad/network';
import { Allow, Ctx, Page, Submit, TakesUpload, type RequestWithCtx } from '@samrad/platform/auth';
import { Uploads } from '@samrad/platform/files';
import { ApiExcludeEndpoint } from '@samrad/platform/openapi';
import * as web from '@samrad/platform/views';
import { listLimits } from '../format/list-reader.js';
import type { RegisterImport } from '../import/import.entity.js';
import { ImportFinder } from '../import/import.finder.js';
import { ImportStore } from '../import/import-store.js';
import { RunService } from '../import/run.service.js';
import { StagingService } from '../import/staging.service.js';
import { MappingService } from '../mapping/mapping.service.js';
import { nouns } from '../row/import-columns.rules.js';
import * as present from './import.presenter.js';
import { RejectedFile } from './rejected-file.js';
import { uploadFields } from './wizard.dto.js';

export const crumbs = [{ href: '/persons', key: 'network.title' }];
export const importCrumbs = [...crumbs, { href: '/imports', key: 'exchange.import.title' }];

/** Lists that come in: choosing a file, those under way and those that are done. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly views: web.Views,
    private readonly uploads: Uploads,
    private readonly finder: ImportFinder,
    private readonly store: ImportStore,
    private readonly staging: StagingService,
    private readonly runs: RunService,
    private readonly mappings: MappingService,
    private readonly files: RejectedFile,
  ) {}

  @Page('', canImportNetwork)
  list(@Ctx() ctx: Ctx): Promise<web.Answer> {
    return this.listPage(ctx, web.freshForm({ noun: ctx.query.noun === 'organisation' ? 'organisation' : 'person' }));
  }

  @Submit('', canImportNetwork)
  @TakesUpload()
  async upload(@Ctx() ctx: Ctx, @Req() request: RequestWithCtx): Promise<web.Answer> {
    const upload = await this.uploads.read(request, listLimits.maxBytes);
    return web.submit(ctx, {
      schema: uploadFields,
      body: upload.fields,
      run: ({ noun }) => {
        const file = this.uploads.fileOf(upload, 'file', listLimits.maxBytes);
        return this.staging.create(ctx.actor, noun, file);
      },
      done: (id) => web.seeOther(`/imports/${id}/sheet`),
      again: (form, status) => this.listPage(ctx, form, status),
    });
  }

  @Page(':id', canImportNetwork)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    const one = await this.store.one(id);
    const progress = present.progressView(one);
    return this.views.page(ctx, 'exchange/wizard/show', {
      title: this.say(ctx, 'import.resultTitle', { file: one.filename }),
      ...{ crumbs: importCrumbs, one, progress, isDraft: ['reading', 'draft', 'checked'].includes(one.status) },
      rejectedRows: progress.rejected ? await this.rejectedRows(ctx, id) : [],
      overtakenRows: one.startedAt === null ? [] : await this.overtakenRows(ctx, one),
      writtenRows: one.startedAt === null ? [] : await this.writtenRows(one),
      listHref: `/${one.noun}s`,
    });
  }

  @Submit(':id/cancellation', canImportNetwork)
  async cancel(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    await this.runs.cancel(ctx.actor, id);
    return web.seeOther(`/imports/${id}`, 'exchange.flash.cancelled');
  }

  @Page(':id/removal', canImportNetwork)
  async askRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    const { filename } = await this.store.one(id);
    return this.views.page(ctx, 'exchange/wizard/remove', {
      ...{ title: this.say(ctx, 'import.removeTitle', { file: filename }), crumbs: importCrumbs, id },
      form: web.freshForm(),
    });
  }

  @Submit(':id/removal', canImportNetwork)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    await this.staging.discard(ctx.actor, id);
    return web.seeOther('/imports', 'exchange.flash.removed');
  }

  @Submit('mappings/:id/removal', canImportNetwork)
  async removeMapping(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    await this.mappings.remove(ctx.actor, id);
    return web.seeOther('/imports', 'exchange.flash.mappingRemoved');
  }

  @Get(':id/rejected.csv')
  @Allow(canImportNetwork)
  @ApiExcludeEndpoint()
  rejectedCsv(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    return this.rejected(ctx, id, 'csv');
  }

  @Get(':id/rejected.xlsx')
  @Allow(canImportNetwork)
  @ApiExcludeEndpoint()
  rejectedXlsx(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    return this.rejected(ctx, id, 'xlsx');
  }

  private async rejected(ctx: Ctx, id: string, format: 'csv' | 'xlsx'): Promise<web.Answer> {
    const { content, filename, type } = await this.files.make(await this.store.one(id), format, ctx.lang);
    return web.download(content, filename, type);
  }

  private async rejectedRows(ctx: Ctx, id: string) {
    const words = { i18n: this.views.i18n, lang: ctx.lang };
    const rows = [];
    for await (const row of this.finder.rejected(id)) {
      rows.push({ place: row.place, reasons: present.reasonsOf(row, words) });
      if (rows.length >= 20) break;
    }
    return rows;
  }

  private async overtakenRows(ctx: Ctx, one: RegisterImport) {
    const words = { i18n: this.views.i18n, lang: ctx.lang };
    const rows = await this.linkedRows(one, 'overtaken');
    return rows.map((row) => ({ ...row, reasons: present.overtakenReasons(row, words) }));
  }

  private async writtenRows(one: RegisterImport) {
    return (await this.linkedRows(one, 'written')).filter(({ name }) => name !== undefined);
  }

  /** With links to what they made or changed. */
  private async linkedRows({ id, noun }: RegisterImport, outcome: 'written' | 'overtaken') {
    const rows = await this.finder.withOutcome(id, outcome, 20);
    const names = await this.finder.names(
      noun,
      rows.flatMap(({ targetId }) => targetId ?? []),
    );
    return rows.map((row) => ({ ...row, name: names.get(row.targetId ?? ''), href: `/${noun}s/${row.targetId}` }));
  }

  private async listPage(ctx: Ctx, form: web.FormState, status = 200): Promise<web.Answer> {
    const [page, mappings] = await Promise.all([this.finder.list(placeOf(ctx.query)), this.mappings.list()]);
    const data = {
      ...{ title: this.say(ctx, 'import.title'), crumbs, form },
      labels: { file: 'exchange.import.file', noun: 'exchange.import.noun' },
      nouns: nouns.map((value) => ({ value, key: `exchange.noun.${value}` })),
      rows: page.rows.map(present.itemView),
      pages: web.pageLinks(ctx.url, page),
      mappings: mappings.map((one) => ({ ...one, nounKey: `exchange.noun.${one.noun}` })),
    };
    return this.views.page(ctx, 'exchange/wizard/list', data, status);
  }

  private say(ctx: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(ctx.lang, `exchange.${key}`, params);
  }
}
