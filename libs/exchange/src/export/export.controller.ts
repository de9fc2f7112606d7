import { Body, Controller } from '@nestjs/common';
import {
  canExportNetwork,
  OrganisationFinder,
  organisationFilter,
  pairsOf,
  PersonChoices,
  personFilter,
  queryOf,
  tolerant,
} from '@samrad/network';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { download, type FormState, freshForm, submit, Views, type Answer } from '@samrad/platform/views';
import type { Noun } from '../row/import-columns.rules.js';
import { organisationExportInput, personExportInput } from './export.dto.js';
import { ExportService } from './export.service.js';
import { exportFormats } from './export.types.js';
import { PersonRecords } from './person-records.js';

interface Asked {
  noun: Noun;
  filter: object;
  count: number;
  /** Of whom something may go outside the EEA. */
  outside?: number;
  form: FormState;
  status?: number;
}

/** Asks in which form, who gets the records of a list and what for, and gives the file. */
@ApiExcludeController()
@Controller()
export class ExportController {
  constructor(
    private readonly views: Views,
    private readonly personRecords: PersonRecords,
    private readonly organisations: OrganisationFinder,
    private readonly exports: ExportService,
    private readonly choices: PersonChoices,
  ) {}

  @Page('persons/export', canExportNetwork)
  askPersons(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.persons(ctx, ctx.query, freshForm({ format: 'xlsx' }));
  }

  /** A post, because what was taken out stays in the log. */
  @Submit('persons/export', canExportNetwork)
  takePersons(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    return submit(ctx, {
      schema: personExportInput,
      body,
      run: (input) => this.exports.persons(ctx, input),
      done: ({ content, filename, type }) => download(content, filename, type),
      again: (form, status) => this.persons(ctx, body, form, status),
    });
  }

  @Page('organisations/export', canExportNetwork)
  askOrganisations(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.ofOrganisations(ctx, ctx.query, freshForm({ format: 'xlsx' }));
  }

  @Submit('organisations/export', canExportNetwork)
  takeOrganisations(@Ctx() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    return submit(ctx, {
      schema: organisationExportInput,
      body,
      run: (input) => this.exports.organisations(ctx, input),
      done: ({ content, filename, type }) => download(content, filename, type),
      again: (form, status) => this.ofOrganisations(ctx, body, form, status),
    });
  }

  private async persons(ctx: Ctx, query: Record<string, unknown>, form: FormState, status?: number): Promise<Answer> {
    const { filter } = await this.choices.understood(tolerant(personFilter, query));
    const [count, outside] = await Promise.all([
      this.personRecords.count(ctx.actor, filter),
      this.personRecords.count(ctx.actor, filter, { outsideEea: true }),
    ]);
    return this.page(ctx, { noun: 'person', filter, count, outside, form, status });
  }

  private async ofOrganisations(ctx: Ctx, query: Record<string, unknown>, form: FormState, status?: number) {
    const filter = tolerant(organisationFilter, query);
    return this.page(ctx, {
      noun: 'organisation',
      filter,
      count: await this.organisations.count(filter),
      form,
      status,
    });
  }

  private async page(ctx: Ctx, { noun, filter, count, outside, form, status = 200 }: Asked): Promise<Answer> {
    const title = this.views.i18n.t(ctx.lang, `exchange.export.title.${noun}`);
    const data = {
      ...{ title, crumbs: [{ href: '/persons', key: 'network.title' }], form, count, outside },
      action: `/${noun}s/export`,
      isOfPersons: noun === 'person',
      leadKey: `exchange.export.lead.${noun}`,
      formats: exportFormats.map((value) => ({ value, key: `exchange.format.${value}` })),
      kept: pairsOf(filter),
      back: `/${noun}s?${queryOf(filter)}`,
    };
    return this.views.page(ctx, 'exchange/export/ask', data, status);
  }
}
