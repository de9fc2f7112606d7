import { Body, Controller, Param } from '@nestjs/common';
import { canImportNetwork } from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';
import * as web from '@samrad/platform/views';
import { CheckService } from '../import/check.service.js';
import type { RegisterImport } from '../import/import.entity.js';
import { ImportStore } from '../import/import-store.js';
import { RunService } from '../import/run.service.js';
import { StagingService } from '../import/staging.service.js';
import { MappingService } from '../mapping/mapping.service.js';
import { type ImportField, mappingFaults } from '../row/import-columns.rules.js';
import { ValueMeanings } from './value-meanings.js';
import { WizardPages } from './wizard-pages.js';
import { columnsInput, type ColumnsInput, sheetInput, startInput, valuesInput } from './wizard.dto.js';

/** An import step by step, each at its own address: sheet, columns, values, preview. */
@Controller('imports/:id')
export class WizardController {
  constructor(
    private readonly pages: WizardPages,
    private readonly store: ImportStore,
    private readonly staging: StagingService,
    private readonly checks: CheckService,
    private readonly runs: RunService,
    private readonly mappings: MappingService,
    private readonly meanings: ValueMeanings,
  ) {}

  @Page('sheet', canImportNetwork)
  sheet(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    return this.open(id, (one) => {
      if (one.fileHash === null || one.format === 'vcard' || one.format === 'json') {
        return web.seeOther(`/imports/${id}/columns`);
      }
      return this.pages.sheet(ctx, one, { form: web.freshForm(sheetValues(one)) });
    });
  }

  @Submit('sheet', canImportNetwork)
  chooseSheet(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<web.Answer> {
    return web.submit(ctx, {
      schema: sheetInput,
      body,
      run: (input) => this.staging.chooseSheet(ctx.actor, id, input),
      // Another sheet or separator has other rows: they are looked at first.
      done: () => web.seeOther(`/imports/${id}/${body.again === undefined ? 'columns' : 'sheet'}`),
      again: async (form, status) => this.pages.sheet(ctx, await this.store.one(id), { form, status }),
    });
  }

  @Page('columns', canImportNetwork)
  columns(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    return this.open(id, async (one) => {
      const { mapping } = ctx.query;
      const header = await this.store.header(one);
      const columns =
        typeof mapping === 'string' && mapping !== ''
          ? await this.mappings.applied(mapping, header, one.columns)
          : one.columns;
      return this.pages.columns(ctx, one, { form: web.freshForm(one.choices), columns });
    });
  }

  @Submit('columns', canImportNetwork)
  chooseColumns(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<web.Answer> {
    return web.submit(ctx, {
      schema: columnsInput,
      body,
      run: (input) => this.decide(ctx, id, input),
      done: () => web.seeOther(`/imports/${id}/values`),
      again: async (form, status) => {
        const columns = [form.values.columns ?? []]
          .flat()
          .map((field) => (field === '' ? null : (field as ImportField)));
        return this.pages.columns(ctx, await this.store.one(id), { form, status, columns });
      },
    });
  }

  @Page('values', canImportNetwork)
  values(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    return this.open(id, (one) => this.pages.valuesPage(ctx, one, { form: web.freshForm() }));
  }

  @Submit('values', canImportNetwork)
  tellValues(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<web.Answer> {
    return web.submit(ctx, {
      schema: valuesInput,
      body,
      run: async ({ words, meanings }) => {
        const values = await this.meanings.read(words, meanings);
        await this.staging.choose(ctx.actor, id, { choices: { values } });
        await this.checks.start(ctx.actor, id);
      },
      done: () => web.seeOther(`/imports/${id}/preview`),
      again: async (form, status) => this.pages.valuesPage(ctx, await this.store.one(id), { form, status }),
    });
  }

  @Page('preview', canImportNetwork)
  async preview(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    const one = await this.store.one(id);
    if (one.startedAt !== null) return web.seeOther(`/imports/${id}`);
    return this.pages.preview(ctx, one, { form: web.freshForm() });
  }

  /** Again, because the register may have changed since. */
  @Submit('check', canImportNetwork)
  async check(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<web.Answer> {
    await this.checks.start(ctx.actor, id);
    return web.seeOther(`/imports/${id}/preview`);
  }

  @Submit('start', canImportNetwork)
  start(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<web.Answer> {
    return web.submit(ctx, {
      schema: startInput,
      body,
      run: async (input) => {
        const { refused, ambiguous } = (await this.store.one(id)).counts;
        if (refused + ambiguous > 0 && !input.seen) {
          throw new Invalid({ seen: { key: 'exchange.import.refusedErrors', params: { count: refused + ambiguous } } });
        }
        await this.runs.start(ctx.actor, id, input);
      },
      done: () => web.seeOther(`/imports/${id}`, 'exchange.flash.started'),
      again: async (form, status) => this.pages.preview(ctx, await this.store.one(id), { form, status }),
    });
  }

  private async decide(ctx: Ctx, id: string, { columns: chosen, saveAs, ...choices }: ColumnsInput): Promise<void> {
    const one = await this.store.one(id);
    const header = await this.store.header(one);
    const columns = header.map((_, at) => chosen[at] || null);
    const [fault] = mappingFaults(columns, one.noun, choices.match);
    if (fault) throw new Invalid({ columns: { key: fault.key, params: { label: fault.field ?? '' } } });
    await this.staging.choose(ctx.actor, id, { columns, choices });
    if (saveAs) await this.mappings.keep(ctx.actor, one.noun, { name: saveAs, header, columns });
  }

  /** A list that is being written, or was, is shown as that. */
  private async open(id: string, page: (one: RegisterImport) => web.Answer | Promise<web.Answer>): Promise<web.Answer> {
    const one = await this.store.one(id);
    if (!['draft', 'checked'].includes(one.status)) return web.seeOther(`/imports/${id}`);
    return page(one);
  }
}

const sheetValues = ({ sheet, headerRow }: RegisterImport) => ({ sheet: sheet ?? '', headerRow: String(headerRow) });
