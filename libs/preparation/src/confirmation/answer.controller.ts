import { Body, Controller, Param } from '@nestjs/common';
import { LostLinkPage, secretPage } from '@samrad/meetings';
import { Ctx, everyone, Page, PersonalDoor, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { AskedLink } from '../asked/asked-link.js';
import { AnswerPage } from './answer-page.js';
import { confirmationForm } from './confirmation.dto.js';
import { ConfirmationService } from './confirmation.service.js';

/** The personal link of a presenter. Who holds it may answer: no sign-in. Opening it changes nothing; only the form does. */
@ApiExcludeController()
@Controller('f/:token')
export class PresenterAnswerController {
  constructor(
    private readonly service: ConfirmationService,
    private readonly link: AskedLink,
    private readonly page: AnswerPage,
    private readonly lost: LostLinkPage,
    private readonly door: PersonalDoor,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.lost.instead(ctx, async () => {
      const asked = await this.door.open(ctx, this.link.lock('presenter', token));
      return this.page.show(ctx, asked, { isDone: ctx.query.done !== undefined });
    });
  }

  @Submit('', everyone)
  async answer(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const asked = await this.door.enter(ctx, this.link.lock('presenter', token));
    return submit(ctx, {
      schema: confirmationForm,
      body,
      run: (input) => this.service.answer(asked, input),
      done: () => seeOther(`${ctx.path}?done${ctx.query.lang ? `&lang=${ctx.lang}` : ''}`).with(secretPage),
      again: (form, status) => this.page.show(ctx, asked, { form, status }),
    });
  }
}
