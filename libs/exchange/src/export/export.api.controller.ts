import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { canExportNetwork } from '@samrad/network';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Allow, Ctx } from '@samrad/platform/auth';
import { download, type Answer } from '@samrad/platform/views';
import * as dto from './export.dto.js';
import { ExportService } from './export.service.js';

@ApiTags('exchange')
@Controller('api/v1')
export class ExportApiController {
  constructor(private readonly exports: ExportService) {}

  @Post('persons/exports')
  @HttpCode(200)
  @Allow(canExportNetwork)
  @ApiOperation({ summary: 'The persons of a filter as a file; `receiver` and `purpose` are kept in the log' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async persons(
    @Ctx() ctx: Ctx,
    @Body({ schema: dto.personExportInput }) input: dto.PersonExportInput,
  ): Promise<Answer> {
    const { content, filename, type } = await this.exports.persons(ctx, input);
    return download(content, filename, type);
  }

  @Post('organisations/exports')
  @HttpCode(200)
  @Allow(canExportNetwork)
  @ApiOperation({ summary: 'The organisations of a filter as a file; `receiver` and `purpose` are kept in the log' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async organisations(
    @Ctx() ctx: Ctx,
    @Body({ schema: dto.organisationExportInput }) input: dto.OrganisationExportInput,
  ): Promise<Answer> {
    const { content, filename, type } = await this.exports.organisations(ctx, input);
    return download(content, filename, type);
  }
}
