import { Controller, Param, Req } from '@nestjs/common';
import { canSeeOpenings, isNoted, kindOf } from '@samrad/library';
import { crumbsOf, MeetingFinder } from '@samrad/meetings';
import { Ctx, everyone, Page, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Office } from '@samrad/platform/office';
import { Views, type Answer } from '@samrad/platform/views';
import { BookChapters } from './book-chapters.js';
import { BookFile } from './book-file.js';
import { wayInto } from './typeset.rules.js';

/** Agenda and papers of a meeting in one piece. */
@ApiExcludeController()
@Controller('meetings/:id')
export class BookController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly chapters: BookChapters,
    private readonly file: BookFile,
    private readonly office: Office,
    private readonly views: Views,
  ) {}

  @Page('book', everyone)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const { agenda, papers, isTooLarge } = await this.chapters.of(ctx, meeting);
    return this.views.page(ctx, 'filing/book/show', {
      title: this.views.i18n.t(ctx.lang, 'filing.book.pageTitle'),
      crumbs: crumbsOf(meeting),
      meeting,
      agenda,
      papers: papers.map((one) => ({ ...one, kind: kindOf(one.mediaType), inPdf: inPdfKey(one.mediaType) })),
      isEmpty: !agenda && papers.length === 0,
      isTooLarge,
      hasPdf: this.office.formats.includes('pdf'),
      isNoted: isNoted(ctx.actor) && papers.length > 0,
      seesReceipts: canSeeOpenings(ctx.actor),
    });
  }

  @Page('book.pdf', everyone)
  async pdf(@Ctx() ctx: Ctx, @Param('id') id: string, @Req() request: RequestWithCtx): Promise<Answer> {
    return this.file.answer(ctx, found(await this.meetings.one(ctx.actor, id)), { format: 'pdf', request });
  }

  @Page('book.zip', everyone)
  async zip(@Ctx() ctx: Ctx, @Param('id') id: string, @Req() request: RequestWithCtx): Promise<Answer> {
    return this.file.answer(ctx, found(await this.meetings.one(ctx.actor, id)), { format: 'zip', request });
  }
}

/** How it comes into the PDF, where it is none itself. */
function inPdfKey(mediaType: string): string | null {
  const way = wayInto(mediaType);
  return way === 'asItIs' ? null : `filing.book.inPdf.${way ?? 'none'}`;
}
