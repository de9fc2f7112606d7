import { Body, Controller, Param } from '@nestjs/common';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { canRunLists } from '../mailing/mailing.policy.js';
import { SubscriptionFinder } from '../subscription/subscription.finder.js';
import { SubscriptionService } from '../subscription/subscription.service.js';
import { MailingListPage } from './mailing-list-page.js';
import { listChange, listInput, puttingOn } from './mailing-list.dto.js';
import { MailingListFinder, type CountedList } from './mailing-list.finder.js';
import { MailingListService } from './mailing-list.service.js';

/** Newsletters: the lists and who is on them. */
@ApiExcludeController()
@Controller('mailing-lists')
export class MailingListController {
  constructor(
    private readonly finder: MailingListFinder,
    private readonly service: MailingListService,
    private readonly subscriptions: SubscriptionService,
    private readonly people: SubscriptionFinder,
    private readonly page: MailingListPage,
  ) {}

  @Page('', canRunLists)
  list(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page.list(ctx);
  }

  @Page('new', canRunLists)
  fresh(@Ctx() ctx: Ctx): Answer {
    return this.page.form(ctx, {});
  }

  @Submit('', canRunLists)
  create(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: listInput,
      body,
      run: (input) => this.service.create(ctx.actor, input),
      done: (id) => seeOther(`/mailing-lists/${id}`, 'mailings.list.flash.created'),
      again: (form, status) => this.page.form(ctx, { form, status }),
    });
  }

  @Page(':id', canRunLists)
  async show(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.row(id));
  }

  @Page(':id/edit', canRunLists)
  async edit(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.form(ctx, { list: await this.row(id) });
  }

  @Submit(':id', canRunLists)
  async change(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const list = await this.row(id);
    return submit(ctx, {
      schema: listChange,
      body,
      run: (input) => this.service.change(ctx.actor, list.id, input),
      done: () => seeOther(`/mailing-lists/${list.id}`, 'mailings.list.flash.saved'),
      again: (form, status) => this.page.form(ctx, { list, form, status }),
    });
  }

  @Submit(':id/subscriptions', canRunLists)
  async putOn(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const list = await this.row(id);
    return submit(ctx, {
      schema: puttingOn,
      body,
      run: (input) => this.subscriptions.putOn(ctx.actor, list.id, input),
      done: ({ added, there, withdrawn }) =>
        seeOther(`/mailing-lists/${list.id}`, 'mailings.list.flash.putOn', {
          ...{ added, there: there.length, withdrawn: withdrawn.length },
        }),
      again: (form, status) => this.page.show(ctx, list, { form, status }),
    });
  }

  @Page(':id/subscriptions/:subscription/ending', canRunLists)
  async takingOff(@Ctx() ctx: Ctx, @Param('subscription') subscription: string): Promise<Answer> {
    return this.page.takingOff(ctx, found(await this.people.one(subscription)));
  }

  @Submit(':id/subscriptions/:subscription/ending', canRunLists)
  async takeOff(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Param('subscription') subscription: string,
  ): Promise<Answer> {
    await this.subscriptions.takeOff(ctx.actor, subscription);
    return seeOther(`/mailing-lists/${id}`, 'mailings.list.flash.takenOff');
  }

  private async row(id: string): Promise<CountedList> {
    return found(await this.finder.one(id));
  }
}
