import { Injectable } from '@nestjs/common';
import { GroupFinder, placeOf } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import * as web from '@samrad/platform/views';
import type { RegisterImport } from '../import/import.entity.js';
import { ImportFinder } from '../import/import.finder.js';
import { ImportStore } from '../import/import-store.js';
import { matchKeys } from '../import/import.types.js';
import { MappingService } from '../mapping/mapping.service.js';
import type { ImportField } from '../row/import-columns.rules.js';
import { nameManners } from '../row/import-names.rules.js';
import { visible } from '../row/import-text.rules.js';
import * as present from './import.presenter.js';
import { importCrumbs } from './imports.controller.js';
import { ValueMeanings } from './value-meanings.js';
import { ValuesFinder } from './values.finder.js';
import { rowQuery } from './wizard.dto.js';

const keyed = (values: readonly string[], prefix: string) =>
  values.map((value) => ({ value, key: `${prefix}.${value}` }));

interface Shown {
  form: web.FormState;
  status?: number;
}

/** The steps of an import as pages. */
@Injectable()
export class WizardPages {
  constructor(
    private readonly views: web.Views,
    private readonly finder: ImportFinder,
    private readonly store: ImportStore,
    private readonly mappings: MappingService,
    private readonly groups: GroupFinder,
    private readonly values: ValuesFinder,
    private readonly meanings: ValueMeanings,
  ) {}

  async sheet(ctx: Ctx, one: RegisterImport, { form, status }: Shown): Promise<web.Answer> {
    const top = await this.finder.top(one.id, 12);
    const width = Math.max(0, ...top.map(({ cells }) => cells.length));
    return this.page(ctx, one, {
      step: 'sheet',
      ...{ form, status },
      sheets: one.sheets.map((value) => ({ value, label: value })),
      delimiters: one.format === 'csv' ? keyed([';', ',', 'tab', '|'], 'exchange.delimiter') : [],
      letters: Array.from({ length: Math.min(width, 12) }, (_, at) => present.columnLetter(at)),
      rows: top.map(({ place, cells }) => ({ place, cells: padded(cells, Math.min(width, 12)), value: String(place) })),
      remarks: present.remarksView(one, this.words(ctx)),
    });
  }

  /** @param columns as they are to be shown, e.g. by a kept mapping */
  async columns(ctx: Ctx, one: RegisterImport, { form, status, columns }: Shown & { columns: (ImportField | null)[] }) {
    const header = await this.store.header(one);
    const rows = (await this.finder.rows(one.id, { below: one.headerRow, filter: {} }, { page: 1, per: 20 })).rows;
    const headings = present.headingsOf(one, header, this.words(ctx));
    const shown = { columns, header: headings, rows: rows.map(({ cells }) => cells) };
    const mappings = (await this.mappings.list()).filter(({ noun }) => noun === one.noun);
    return this.page(ctx, one, {
      step: 'columns',
      ...{ form, status, columns: present.columnsView(shown, this.words(ctx)), fields: present.fieldOptions(one.noun) },
      mappings: mappings.map(({ id, name }) => ({ value: id, label: name })),
      matches: keyed(matchKeys[one.noun], 'exchange.match'),
      known: keyed(['update', 'complete', 'skip'], 'exchange.whenKnown'),
      self: keyed(['keep', 'overwrite'], 'exchange.selfChanged'),
      manners: keyed(nameManners, 'exchange.names'),
      missing: keyed(['create', 'refuse'], 'exchange.newOrganisations'),
      groups: await this.groups.options(ctx.lang),
      isPersons: one.noun === 'person',
      mapping: ctx.query.mapping,
    });
  }

  async valuesPage(ctx: Ctx, one: RegisterImport, { form, status }: Shown): Promise<web.Answer> {
    const unknown = await this.values.unknown(one);
    const told = await this.meanings.view(unknown, one.choices, ctx.lang);
    return this.page(ctx, one, {
      step: 'values',
      form,
      status,
      ...told,
    });
  }

  async preview(ctx: Ctx, one: RegisterImport, { form, status }: Shown): Promise<web.Answer> {
    const { ruling } = web.check(rowQuery, ctx.query);
    const about = { below: one.headerRow, filter: { ruling } };
    const page = await this.finder.rows(one.id, about, placeOf({ page: ctx.query.page, per: 50 }));
    const words = { ...this.words(ctx), ...(await this.meanings.names(ctx.lang)) };
    const path = `/imports/${one.id}/preview`;
    const header = wide(present.headingsOf(one, await this.store.header(one), words), page.rows);
    return this.page(ctx, one, {
      step: 'preview',
      ...{ form, status, ruling, progress: present.progressView(one), remarks: present.remarksView(one, words) },
      header,
      leftOut: header.map((_, at) => !one.columns[at]),
      rows: page.rows.map((row) => {
        const view = present.rowView(row, one.noun, words);
        return { ...view, cells: header.map((_, at) => view.cells[at] ?? '') };
      }),
      pages: web.pageLinks(`${path}${ruling ? `?ruling=${ruling}` : ''}`, page),
      kpis: present.kpisOf(one.counts, path, ruling).map((kpi) => ({ ...kpi, text: this.say(ctx, kpi.key) })),
      rulings: present.rulingOptions,
      totals: present.totalsOf(one.counts),
      importable: one.counts.new + one.counts.changed,
      isChecked: one.status === 'checked',
    });
  }

  private async page(
    ctx: Ctx,
    one: RegisterImport,
    { step, ...data }: { step: present.Step } & Record<string, unknown>,
  ) {
    const title = this.say(ctx, `exchange.step.${step}Title`, { file: one.filename });
    const frame = { title, crumbs: importCrumbs, one, steps: present.stepsView(one.id, step) };
    return this.views.page(
      ctx,
      `exchange/wizard/${step}`,
      { ...frame, ...data },
      (data.status as number | undefined) ?? 200,
    );
  }

  private words = ({ lang }: Ctx): present.Words => ({ i18n: this.views.i18n, lang });

  private say(ctx: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(ctx.lang, key, params);
  }
}

/** Cells to the right of the last heading have a column too. */
function wide(header: readonly string[], rows: readonly { cells: readonly string[] }[]): string[] {
  const width = Math.max(header.length, ...rows.map(({ cells }) => cells.length));
  return [...header, ...Array<string>(width - header.length).fill('')];
}

const padded = (cells: readonly string[], width: number) =>
  Array.from({ length: width }, (_, at) => visible(cells[at] ?? '').slice(0, 60));
