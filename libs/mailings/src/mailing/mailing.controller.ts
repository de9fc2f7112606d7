import { Body, Controller, Param, Query } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found, NotFound } from '@samrad/platform/errors';
import { Outbox } from '@samrad/platform/mail';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { check, html, seeOther, submit, type Answer } from '@samrad/platform/views';
import { MailingLetters } from '../delivery/mailing-letters.js';
import { MailingForm } from './mailing-form.js';
import { MailingPage } from './mailing-page.js';
import { mailingChange, mailingInput, mailingQuery, sendingInput, versionInput } from './mailing.dto.js';
import { MailingFinder, type MailingRow } from './mailing.finder.js';
import { canRunMailings } from './mailing.policy.js';
import { mailLanguages, wordingIn } from './mailing.rules.js';
import { MailingService } from './mailing.service.js';

/** Mail to many: drafts, tests, sending, the log. */
@ApiExcludeController()
@Controller('mailings')
export class MailingController {
  constructor(
    private readonly finder: MailingFinder,
    private readonly service: MailingService,
    private readonly letters: MailingLetters,
    private readonly outbox: Outbox,
    private readonly page: MailingPage,
    private readonly form: MailingForm,
  ) {}

  @Page('', canRunMailings)
  list(@Ctx() ctx: Ctx, @Query() query: Record<string, unknown>): Promise<Answer> {
    return this.page.list(ctx, check(mailingQuery, query));
  }

  @Page('new', canRunMailings)
  fresh(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.form.page(ctx, { form: this.form.fresh(ctx) });
  }

  @Submit('', canRunMailings)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: mailingInput,
      body,
      run: (input) => this.service.create(ctx.actor, input),
      done: (id) => seeOther(`/mailings/${id}`, 'mailings.mailing.flash.created'),
      again: (form, status) => this.form.page(ctx, { form, status }),
    });
  }

  @Page(':id', canRunMailings)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.row(id));
  }

  /** The mail as it will look; in a frame of the page above, where nothing of it can run or be fetched. */
  @Page(':id/preview/:language', canRunMailings)
  async preview(@Param('id') id: string, @Param('language') given: string): Promise<Answer> {
    const row = await this.row(id);
    const language = mailLanguages.find((one) => one === given);
    if (!language || !wordingIn(row, language)) throw new NotFound();
    return html(await this.letters.shown(row, language)).with({
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox",
      'x-frame-options': 'SAMEORIGIN',
    });
  }

  @Page(':id/edit', canRunMailings)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.form.page(ctx, { row: await this.row(id) });
  }

  @Submit(':id', canRunMailings)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const row = await this.row(id);
    return submit(ctx, {
      schema: mailingChange,
      body,
      run: (input) => this.service.change(ctx.actor, id, input),
      done: () => seeOther(`/mailings/${id}`, 'mailings.mailing.flash.saved'),
      again: (form, status) => this.form.page(ctx, { row, form, status }),
    });
  }

  @Submit(':id/test', canRunMailings)
  async test(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.service.test(ctx.actor, id);
    const said = this.outbox.said('mailings.mailing.flash.tested', 'mailings.mailing.flash.testKept');
    return seeOther(`/mailings/${id}`, said, { count, address: ctx.actor.email ?? '' });
  }

  @Page(':id/sending', canRunMailings)
  async sending(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.sending(ctx, await this.row(id));
  }

  @Submit(':id/sending', canRunMailings)
  async send(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const row = await this.row(id);
    return submit(ctx, {
      schema: sendingInput,
      body,
      run: (input) => this.service.queue(ctx.actor, id, input),
      done: () => seeOther(`/mailings/${id}`, 'mailings.mailing.flash.queued'),
      again: (form, status) => this.page.sending(ctx, row, { form, status }),
    });
  }

  @Page(':id/cancellation', canRunMailings)
  async cancelling(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.cancellation(ctx, await this.row(id));
  }

  @Submit(':id/cancellation', canRunMailings)
  async cancel(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.service.cancel(ctx.actor, id, check(versionInput, body).version);
    return seeOther(`/mailings/${id}`, 'mailings.mailing.flash.cancelled');
  }

  @Page(':id/removal', canRunMailings)
  async removing(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.removal(ctx, await this.row(id));
  }

  @Submit(':id/removal', canRunMailings)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.service.remove(ctx.actor, id, check(versionInput, body).version);
    return seeOther('/mailings', 'mailings.mailing.flash.removed');
  }

  @Submit(':id/copy', canRunMailings)
  async copy(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return seeOther(`/mailings/${await this.service.copy(ctx.actor, id)}/edit`, 'mailings.mailing.flash.copied');
  }

  private async row(id: string): Promise<MailingRow> {
    return found(await this.finder.one(id));
  }
}
