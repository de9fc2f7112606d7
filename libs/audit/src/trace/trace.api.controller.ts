import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, By, Ctx, type Actor } from '@samrad/platform/auth';
import { download, strictQuery, type Answer } from '@samrad/platform/views';
import { Verifier } from '../seal/verifier.js';
import * as dto from './trace.dto.js';
import { TraceFinder } from './trace.finder.js';
import { canSeeTraces } from './trace.policy.js';
import { TraceService } from './trace.service.js';

@ApiTags('audit')
@Controller('api/v1/audit')
export class TraceApiController {
  constructor(
    private readonly finder: TraceFinder,
    private readonly traces: TraceService,
    private readonly verifier: Verifier,
  ) {}

  @Get('traces')
  @Allow(canSeeTraces)
  @ApiOperation({ summary: 'Who read, took out and brought in what, newest first' })
  @ApiOkResponse({ standardSchema: dto.tracePage })
  async list(@By() actor: Actor, @Query({ schema: strictQuery(dto.traceQuery) }) query: dto.TraceQuery) {
    await this.traces.noteReading(actor, query);
    const { rows, ...page } = await this.finder.page(query);
    return { items: rows, ...page };
  }

  @Get('seal')
  @Allow(canSeeTraces)
  @ApiOperation({ summary: 'The newest link of the chain over the log' })
  @ApiOkResponse({ standardSchema: dto.sealOut })
  async seal() {
    return (await this.verifier.lastLink()) ?? null;
  }

  @Post('exports')
  @HttpCode(200)
  @Allow(canSeeTraces)
  @ApiOperation({ summary: 'The log as a file; that is told in the log' })
  @ApiOkResponse({
    content: { 'text/csv': { schema: { type: 'string' } }, 'application/jsonl': { schema: { type: 'string' } } },
  })
  async take(@Ctx() ctx: Ctx, @Body({ schema: dto.traceExport }) input: dto.TraceExportInput): Promise<Answer> {
    const { content, filename, type } = await this.traces.export(ctx, input);
    return download(content, filename, type);
  }
}
