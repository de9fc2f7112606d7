import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Allow, By, type Actor } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiOkResponse, ApiOperation, ApiTags } from '@samrad/platform/openapi';
import { strictQuery } from '@samrad/platform/views';
import { Acceptance, AnswersQuery, MailAnswerOut, MailAnswerPage, Refusal } from './mail-answer.dto.js';
import { MailAnswerFinder } from './mail-answer.finder.js';
import { canHaveAnswers } from './mail-answer.policy.js';
import { presentForApi } from './mail-answer.presenter.js';
import { MailAnswerService } from './mail-answer.service.js';

const listQuery = strictQuery(AnswersQuery);

/** Answers to reminders that came by mail, and what is decided about them. */
@ApiTags('actions')
@Controller('api/v1/mail-answers')
export class MailAnswerApiController {
  constructor(
    private readonly finder: MailAnswerFinder,
    private readonly answers: MailAnswerService,
  ) {}

  @Get()
  @Allow(canHaveAnswers)
  @ApiOperation({
    summary: 'Answers by mail that you may decide, the oldest first; show=decided or all for the others',
  })
  @ApiOkResponse({ standardSchema: MailAnswerPage })
  async list(@By() actor: Actor, @Query({ schema: listQuery }) query: AnswersQuery) {
    const { rows, page, per, more, total } = await this.finder.page(actor, query);
    return { items: rows.map(presentForApi), page, per, more, total };
  }

  @Get(':id')
  @Allow(canHaveAnswers)
  @ApiOperation({ summary: 'One answer by mail' })
  @ApiOkResponse({ standardSchema: MailAnswerOut })
  async one(@By() actor: Actor, @Param('id') id: string) {
    return presentForApi(found(await this.finder.one(actor, id)));
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @Allow(canHaveAnswers)
  @ApiOperation({ summary: 'Report what it proposes, or what you make of it; 409 when decided or changed meanwhile' })
  @ApiOkResponse({ standardSchema: MailAnswerOut })
  async accept(@By() actor: Actor, @Param('id') id: string, @Body({ schema: Acceptance }) input: Acceptance) {
    await this.answers.accept(actor, id, input);
    return this.one(actor, id);
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @Allow(canHaveAnswers)
  @ApiOperation({ summary: 'Refuse it; whoever wrote it is told why by mail' })
  @ApiOkResponse({ standardSchema: MailAnswerOut })
  async refuse(@By() actor: Actor, @Param('id') id: string, @Body({ schema: Refusal }) input: Refusal) {
    await this.answers.refuse(actor, id, input);
    return this.one(actor, id);
  }
}
