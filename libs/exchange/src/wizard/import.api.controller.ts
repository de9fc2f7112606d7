import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { canImportNetwork, placeOf } from '@samrad/network';
import { Allow, By, Ctx, TakesUpload, type Actor, type RequestWithCtx } from '@samrad/platform/auth';
import { Uploads } from '@samrad/platform/files';
import { I18n } from '@samrad/platform/i18n';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@samrad/platform/openapi';
import { check, strictQuery } from '@samrad/platform/views';
import { listLimits } from '../format/list-reader.js';
import { CheckService } from '../import/check.service.js';
import { ImportFinder } from '../import/import.finder.js';
import { ImportStore } from '../import/import-store.js';
import { RunService } from '../import/run.service.js';
import { StagingService } from '../import/staging.service.js';
import { importOf, importOut, rowList, rowOf, type ImportOut } from './import-api.presenter.js';
import * as dto from './wizard.dto.js';

const form = {
  type: 'object',
  properties: {
    file: { type: 'string', format: 'binary', description: '.xlsx, .csv, .vcf or .json, at most 50 MB' },
    noun: { type: 'string', enum: ['person', 'organisation'], default: 'person' },
    name: { type: 'string', description: 'What the list is called, when rows come without a file' },
    fields: { type: 'array', items: { type: 'string' }, description: 'The fields of rows that come without a file' },
  },
} as const;

/** A list into the register: create, rows, finalise, start, and how far it is. */
@ApiTags('exchange')
@Controller('api/v1/imports')
export class ImportApiController {
  constructor(
    private readonly uploads: Uploads,
    private readonly staging: StagingService,
    private readonly checks: CheckService,
    private readonly runs: RunService,
    private readonly store: ImportStore,
    private readonly finder: ImportFinder,
    private readonly i18n: I18n,
  ) {}

  @Post()
  @Allow(canImportNetwork)
  @TakesUpload()
  @ApiOperation({ summary: 'Create an import: from a file, or for rows that come afterwards' })
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({ schema: form as never })
  @ApiCreatedResponse({ standardSchema: importOut })
  async create(@Ctx() ctx: Ctx, @Req() request: RequestWithCtx): Promise<ImportOut> {
    const upload = await this.uploads.read(request, listLimits.maxBytes);
    const { noun, name, fields } = check(dto.apiCreate, upload.fields);
    if (fields.length && !upload.file) {
      return this.one(await this.staging.createEmpty(ctx.actor, noun, { filename: name, fields }));
    }
    const file = this.uploads.fileOf(upload, 'file', listLimits.maxBytes);
    return this.one(await this.staging.create(ctx.actor, noun, file));
  }

  @Post(':id/rows')
  @Allow(canImportNetwork)
  @ApiOperation({ summary: 'Add up to a thousand rows, each with the texts of the fields in their order' })
  @ApiCreatedResponse({ standardSchema: importOut })
  async add(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.apiRows }) { rows }: dto.ApiRows,
  ): Promise<ImportOut> {
    await this.staging.add(actor, id, rows);
    return this.one(id);
  }

  @Post(':id/finalisation')
  @HttpCode(200)
  @Allow(canImportNetwork)
  @ApiOperation({ summary: 'Decide how the list is taken, and have every row checked; nothing is written' })
  @ApiOkResponse({ standardSchema: importOut })
  async finalise(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.apiFinalise }) { columns, match, ...choices }: dto.ApiFinalise,
  ): Promise<ImportOut> {
    await this.staging.choose(actor, id, { columns, choices: { ...choices, ...(match && { match }) } });
    await this.checks.start(actor, id);
    return this.one(id);
  }

  @Post(':id/start')
  @HttpCode(202)
  @Allow(canImportNetwork)
  @ApiOperation({ summary: 'Write what was checked; `source` and `purpose` are kept in the log' })
  @ApiOkResponse({ standardSchema: importOut })
  async start(
    @By() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.apiStart }) input: dto.ApiStart,
  ): Promise<ImportOut> {
    await this.runs.start(actor, id, input);
    return this.one(id);
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Allow(canImportNetwork)
  @ApiOperation({ summary: 'Stop writing; what is written stays' })
  @ApiOkResponse({ standardSchema: importOut })
  async cancel(@By() actor: Actor, @Param('id') id: string): Promise<ImportOut> {
    await this.runs.cancel(actor, id);
    return this.one(id);
  }

  @Get(':id')
  @Allow(canImportNetwork)
  @ApiOperation({ summary: 'One import, and how far it is' })
  @ApiOkResponse({ standardSchema: importOut })
  async one(@Param('id') id: string): Promise<ImportOut> {
    return importOf(await this.store.one(id));
  }

  @Get(':id/rows')
  @Allow(canImportNetwork)
  @ApiOperation({ summary: 'What becomes of each row, with row, column, value and reason of what is wrong' })
  @ApiOkResponse({ standardSchema: rowList })
  async rows(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Query({ schema: strictQuery(dto.apiRowQuery) }) query: dto.ApiRowQuery,
  ) {
    const one = await this.store.one(id);
    const about = { below: one.headerRow, filter: { ruling: query.ruling } };
    const { rows, page, per, more } = await this.finder.rows(id, about, placeOf(query));
    return { items: rows.map((row) => rowOf(row, { i18n: this.i18n, lang: ctx.lang })), page, per, more };
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(canImportNetwork)
  @ApiOperation({ summary: 'Throw a list away that was not started' })
  async discard(@By() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.staging.discard(actor, id);
  }
}
