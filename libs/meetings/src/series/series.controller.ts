import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { nameIn } from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { seriesChange, seriesInput } from './series.dto.js';
import { SeriesFinder, type SeriesRow } from './series.finder.js';
import { canManageSeries } from './series.policy.js';
import { SeriesService } from './series.service.js';

const labels = Object.fromEntries(
  ['code', 'nameEn', 'nameNb', 'nameNn', 'groupId', 'nextNumber'].map((field) => [
    field,
    `meetings.series.field.${field}`,
  ]),
);
const crumbs = [{ href: '/meetings', key: 'meetings.meeting.listTitle' }];

/** Pages of the series; organisers only. */
@ApiExcludeController()
@Controller('series')
export class SeriesController {
  constructor(
    private readonly finder: SeriesFinder,
    private readonly series: SeriesService,
    private readonly views: Views,
  ) {}

  @Page('', canManageSeries)
  async list(@Ctx() ctx: Ctx): Promise<Answer> {
    const rows = (await this.finder.list()).map((row) => ({ ...row, name: nameIn(row, ctx.lang) }));
    return this.views.page(ctx, 'meetings/series/list', { title: this.say(ctx, 'listTitle'), crumbs, rows });
  }

  @Page('new', canManageSeries)
  newForm(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.newPage(ctx, freshForm({ nextNumber: 1 }));
  }

  @Submit('', canManageSeries)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: seriesInput,
      body,
      run: (input) => this.series.create(ctx.actor, input),
      done: () => seeOther('/series', 'meetings.series.saved'),
      again: (form, status) => this.newPage(ctx, form, status),
    });
  }

  @Page(':id/edit', canManageSeries)
  async editForm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const row = found(await this.finder.one(id));
    return this.editPage(ctx, row, freshForm(row));
  }

  @Submit(':id/edit', canManageSeries)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const row = found(await this.finder.one(id));
    return submit(ctx, {
      schema: seriesChange,
      body,
      run: (input) => this.series.change(ctx.actor, id, input),
      done: () => seeOther('/series', 'meetings.series.saved'),
      again: async (form, status) => this.editPage(ctx, found(await this.finder.one(row.id)), form, status),
    });
  }

  private newPage(ctx: Ctx, form: FormState, status = 200): Promise<Answer> {
    return this.formPage(ctx, { title: this.say(ctx, 'newTitle'), action: '/series', form }, status);
  }

  private editPage(ctx: Ctx, row: SeriesRow, form: FormState, status = 200): Promise<Answer> {
    const version = form.conflict ? row.version : (form.values.version ?? row.version);
    const data = {
      title: this.say(ctx, 'editTitle', { code: row.code }),
      action: `/series/${row.id}/edit`,
      version,
      form,
    };
    return this.formPage(ctx, data, status);
  }

  private async formPage(ctx: Ctx, data: { title: string; [more: string]: unknown }, status: number): Promise<Answer> {
    const groups = (await this.finder.groups()).map((group) => ({ value: group.id, label: nameIn(group, ctx.lang) }));
    const more = [...crumbs, { href: '/series', key: 'meetings.series.listTitle' }];
    return this.views.page(ctx, 'meetings/series/form', { ...data, crumbs: more, labels, groups }, status);
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.series.${key}`, params);
  }
}
