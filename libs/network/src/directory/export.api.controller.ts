import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, Ctx } from '@samrad/platform/auth';
import { download, type Answer } from '@samrad/platform/views';
import { canExportNetwork } from '../person/person.policy.js';
import { exportInput, type ExportInput } from './export.dto.js';
import { ExportService } from './export.service.js';

@ApiTags('persons')
@Controller('api/v1/persons/exports')
export class ExportApiController {
  constructor(private readonly exports: ExportService) {}

  @Post()
  @HttpCode(200)
  @Allow(canExportNetwork)
  @ApiOperation({ summary: 'The persons of a filter as a file; `receiver` and `purpose` are kept in the log' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async take(@Ctx() ctx: Ctx, @Body({ schema: exportInput }) input: ExportInput): Promise<Answer> {
    const { text, filename } = await this.exports.persons(ctx, input);
    return download(text, filename, 'text/csv; charset=utf-8');
  }
}
