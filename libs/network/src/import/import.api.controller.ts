import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, Ctx, TakesUpload, type RequestWithCtx } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';
import { Uploads } from '@samrad/platform/files';
import { I18n } from '@samrad/platform/i18n';
import { check } from '@samrad/platform/views';
import { GroupFinder } from '../group/group.finder.js';
import { canImportNetwork } from '../person/person.policy.js';
import { apiImport } from './import.dto.js';
import { ImportJudge, type ImportChoices } from './import-judge.js';
import { importOf, importOut, type ImportOut } from './import.presenter.js';
import { ImportService } from './import.service.js';
import { listMaxBytes } from './import-uploads.js';

const form = {
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'string', format: 'binary', description: '.xlsx or .csv, at most 10 MB' },
    group: { type: 'string', description: 'Id or short name of the group of rows that name none' },
    whenKnown: { type: 'string', enum: ['update', 'skip'], default: 'update' },
    dryRun: { type: 'string', enum: ['true', 'false'], default: 'false', description: 'Write nothing' },
    skipErrors: {
      type: 'string',
      enum: ['true', 'false'],
      default: 'false',
      description: 'Leave rows with errors out',
    },
    source: { type: 'string', description: 'Where the list comes from; required unless `dryRun`' },
    purpose: { type: 'string', description: 'What it is brought in for; required unless `dryRun`' },
  },
} as const;

@ApiTags('persons')
@Controller('api/v1/persons/imports')
export class ImportApiController {
  constructor(
    private readonly uploads: Uploads,
    private readonly judge: ImportJudge,
    private readonly imports: ImportService,
    private readonly groups: GroupFinder,
    private readonly i18n: I18n,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow(canImportNetwork)
  @ApiOperation({
    summary: 'Import members from a spreadsheet, or only check it; all rows are written in one transaction',
  })
  @TakesUpload()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: form as never })
  @ApiOkResponse({ standardSchema: importOut })
  async import(@Ctx() ctx: Ctx, @Req() request: RequestWithCtx): Promise<ImportOut> {
    const upload = await this.uploads.read(request, listMaxBytes);
    const { content, filename } = this.uploads.fileOf(upload, 'file', listMaxBytes);
    const { group, whenKnown, dryRun, skipErrors, source, purpose } = check(apiImport, upload.fields);
    const sheet = await this.judge.read(content, filename);
    const choices: ImportChoices = { groupId: await this.groupId(group), whenKnown, corrections: {} };
    const judgement = await this.imports.check(ctx.actor, sheet, choices);
    const words = { i18n: this.i18n, lang: ctx.lang };
    if (dryRun) return importOf(judgement, null, words);
    const { id } = await this.imports.run(ctx.actor, {
      sheet,
      choices,
      filename,
      skipErrors,
      origin: { source, purpose },
    });
    return importOf(judgement, id, words);
  }

  private async groupId(group: string | null): Promise<string | null> {
    if (group === null) return null;
    const known = await this.groups.one(group);
    if (!known) throw new Invalid({ group: { key: 'network.import.problem.groupUnknown' } });
    return known.id;
  }
}
