import { Controller, Get, Param, Query } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { Allow, Ctx, everyone } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { Office } from '@samrad/platform/office';
import { check, strictQuery, type Answer } from '@samrad/platform/views';
import { PaperFile } from './paper-file.js';
import { kindParam, paperQuery, papersOut, type PaperQuery } from './paper.dto.js';
import { PaperPage } from './paper-page.js';
import { parts } from './paper.rules.js';

/** Agenda, minutes, participants and decisions as files. */
@ApiTags('filing')
@Controller('api/v1/meetings/:id/papers')
export class PaperApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly page: PaperPage,
    private readonly file: PaperFile,
    private readonly office: Office,
  ) {}

  @Get()
  @Allow(everyone)
  @ApiOperation({ summary: 'Documents that can be made of a meeting for the caller, with formats and parts' })
  @ApiOkResponse({ standardSchema: papersOut })
  async list(@Ctx() ctx: Ctx, @Param('id') id: string) {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const { formats } = this.office;
    return { items: (await this.page.kinds(ctx, meeting)).map((one) => ({ ...one, formats, parts: parts[one.kind] })) };
  }

  @Get(':kind')
  @Allow(everyone)
  @ApiOperation({
    summary: 'One document as PDF (PDF/UA), PDF/A, DOCX, ODT or HTML, in a language, without some parts',
  })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async paper(
    @Ctx() ctx: Ctx,
    @Param() path: { id: string; kind: string },
    @Query({ schema: strictQuery(paperQuery) }) query: PaperQuery,
  ): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, path.id));
    return this.file.answer(ctx, meeting, { ...query, kind: check(kindParam, path.kind) });
  }
}
