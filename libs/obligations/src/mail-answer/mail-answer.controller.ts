import { Body, Controller, Param, Query } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, localPath, seeOther, submit, type Answer } from '@samrad/platform/views';
import { AcceptanceForm, AnswersQuery, Refusal } from './mail-answer.dto.js';
import { MailAnswerFinder } from './mail-answer.finder.js';
import { MailAnswerPages } from './mail-answer-page.js';
import { canHaveAnswers } from './mail-answer.policy.js';
import { MailAnswerService } from './mail-answer.service.js';

const list = '/mail-answers';

/** Answers to reminders that came by mail. Who reports for what they are about finds them here. */
@ApiExcludeController()
@Controller('mail-answers')
export class MailAnswerController {
  constructor(
    private readonly finder: MailAnswerFinder,
    private readonly answers: MailAnswerService,
    private readonly pages: MailAnswerPages,
  ) {}

  @Page('', canHaveAnswers)
  list(@Ctx() ctx: Ctx, @Query() fields: Record<string, unknown>): Promise<Answer> {
    return this.pages.list(ctx, check(AnswersQuery, fields));
  }

  @Page(':id', canHaveAnswers)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.pages.show(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit(':id/acceptance', canHaveAnswers)
  async accept(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: AcceptanceForm,
      body,
      run: async ({ next, ...input }) => {
        await this.answers.accept(ctx.actor, id, input);
        return next;
      },
      done: (next) => seeOther(next ? localPath(next) : list, 'obligations.mailAnswer.flash.accepted'),
      again: async (form, status) =>
        this.pages.show(ctx, found(await this.finder.one(ctx.actor, id)), { form, status }),
    });
  }

  @Submit(':id/refusal', canHaveAnswers)
  async refuse(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: Refusal,
      body,
      run: (input) => this.answers.refuse(ctx.actor, id, input),
      done: () => seeOther(list, 'obligations.mailAnswer.flash.refused'),
      again: async (form, status) =>
        this.pages.show(ctx, found(await this.finder.one(ctx.actor, id)), { form, status }),
    });
  }
}
