import { Controller, Param, Query } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { Ctx, everyone, Page } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import type { Answer } from '@samrad/platform/views';
import { PaperFile } from './paper-file.js';
import { paperRequest, type PaperRequest } from './paper.dto.js';
import { PaperPage } from './paper-page.js';

/** Documents of a meeting to take out. */
@ApiExcludeController()
@Controller('meetings/:id/papers')
export class PaperController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly page: PaperPage,
    private readonly file: PaperFile,
  ) {}

  @Page('', everyone)
  async list(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, found(await this.meetings.one(ctx.actor, id)));
  }

  /** The same address gives everybody the document as they may read it, so that it can be shared. */
  @Page('file', everyone)
  async paper(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Query({ schema: paperRequest }) request: PaperRequest,
  ): Promise<Answer> {
    return this.file.answer(ctx, found(await this.meetings.one(ctx.actor, id)), request);
  }
}
