import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { crumbsOf, MeetingFinder } from '@samrad/meetings';
import { Allow, Ctx, isOrganiser, Submit } from '@samrad/platform/auth';
import { Conflict, found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { check, seeOther, Views, type Answer } from '@samrad/platform/views';
import { keeping, keptOut, type Keeping } from './kept.dto.js';
import type { KeptRow } from './kept.finder.js';
import { KeptService } from './kept.service.js';

/** Keeping a document of a meeting in the library, and writing it anew. */
@ApiTags('filing')
@Controller()
export class KeptController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly papers: KeptService,
    private readonly views: Views,
  ) {}

  @Submit('meetings/:id/papers/kept', isOrganiser)
  async keep(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const input = check(keeping, body);
    const kept = await this.papers.keep(ctx, meeting, input);
    if (kept.step === 'ask') return this.ask(ctx, { crumbs: crumbsOf(meeting), meetingId: id, row: kept.row });
    const version = kept.version ?? 1;
    return seeOther(`/documents/${kept.documentId}`, `filing.kept.flash.${kept.step}`, { version });
  }

  @Post('api/v1/meetings/:id/papers/kept')
  @HttpCode(200)
  @Allow(isOrganiser)
  @ApiOperation({
    summary:
      'Keep a document of the meeting as DOCX in the library; 409 when somebody edited it and `confirmed` is absent',
  })
  @ApiOkResponse({ standardSchema: keptOut })
  async keepByApi(@Ctx() ctx: Ctx, @Param('id') id: string, @Body({ schema: keeping }) input: Keeping) {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const kept = await this.papers.keep(ctx, meeting, input);
    if (kept.step === 'ask') throw new Conflict('filing.kept.refused.edited');
    return { documentId: kept.documentId, result: kept.step, version: kept.version };
  }

  /** Somebody edited it: the edited version stays, whatever is answered. */
  private ask(ctx: Ctx, { crumbs, meetingId, row }: { crumbs: object[]; meetingId: string; row: KeptRow }): Answer {
    const title = this.views.i18n.t(ctx.lang, 'filing.kept.askTitle', { title: row.title });
    return this.views.page(ctx, 'filing/kept/ask', { title, crumbs, meetingId, row }, 409);
  }
}
