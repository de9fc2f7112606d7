import { Controller, Get, Param, Req } from '@nestjs/common';
import { z } from 'zod';
import { MeetingFinder } from '@samrad/meetings';
import { Allow, Ctx, everyone, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { check, type Answer } from '@samrad/platform/views';
import { BookFile } from './book-file.js';
import { bookFormats } from './book.rules.js';

const formatParam = z.enum(bookFormats);

/** The meeting book. */
@ApiTags('filing')
@Controller('api/v1/meetings/:id/book')
export class BookApiController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly file: BookFile,
  ) {}

  @Get(':format')
  @Allow(everyone)
  @ApiOperation({
    summary: 'Agenda and papers that the caller may read: `pdf` with contents and page numbers, or `zip`',
  })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async book(
    @Ctx() ctx: Ctx,
    @Param() path: { id: string; format: string },
    @Req() request: RequestWithCtx,
  ): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, path.id));
    return this.file.answer(ctx, meeting, { format: check(formatParam, path.format), request });
  }
}
