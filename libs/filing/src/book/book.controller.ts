import { Controller, Param, Req } from '@nestjs/common';
import { canSeeOpenings, isMeant, kindOf } from '@samrad/library';
import { MeetingFinder } from '@samrad/meetings';
import { Ctx, everyone, Page, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Office } from '@samrad/platform/office';
import { Answer, Views } from '@samrad/platform/views';
import { crumbsOf } from '../paper/paper-page.js';
import { BookChapters } from './book-chapters.js';
import { BookFile } from './book-file.js';

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
      papers: papers.map((one) => ({ ...one, kind: kindOf(one.mediaType) })),
      isEmpty: !agenda && papers.length === 0,
      isTooLarge,
      hasPdf: this.office.formats.includes('pdf'),
      isNoted: ctx.actor.personId !== null && papers.length > 0,
      seesReceipts: canSeeOpenings(ctx.actor),
    });
  }

  @Page('book.pdf', everyone)
  async pdf(@Ctx() ctx: Ctx, @Param('id') id: string, @Req() request: RequestWithCtx): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return isMeant(request) ? this.file.pdf(ctx, meeting) : unmade();
  }

  @Page('book.zip', everyone)
  async zip(@Ctx() ctx: Ctx, @Param('id') id: string, @Req() request: RequestWithCtx): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return isMeant(request) ? this.file.zip(ctx, meeting) : unmade();
  }
}

/** Nobody makes a book for a look at its headers. */
const unmade = (): Answer => new Answer(undefined, 204, {});
