import { Body, Controller, HttpCode, Param, Req } from '@nestjs/common';
import { LostLinkPage, secretPage } from '@samrad/meetings';
import {
  anonymous,
  Ctx,
  everyone,
  FromAnywhere,
  hashOf,
  Page,
  PersonalDoor,
  RateLimits,
  type RequestWithCtx,
  signedIn,
  Submit,
} from '@samrad/platform/auth';
import { NotFound } from '@samrad/platform/errors';
import { Uploads } from '@samrad/platform/files';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Answer, check, seeOther, submit } from '@samrad/platform/views';
import { choosing, subscribing } from '../mailing-list/mailing-list.dto.js';
import { MailingListFinder } from '../mailing-list/mailing-list.finder.js';
import { SubscriptionFinder, type SubscriptionRow } from './subscription.finder.js';
import { SubscriptionPage } from './subscription-page.js';
import { SubscriptionRequests } from './subscription-requests.js';
import { choiceOf } from './subscription.rules.js';
import { SubscriptionService } from './subscription.service.js';

const asking = { limit: 20, seconds: 3600 };
const unknown = 'mailings.subscription.unknownLink';

/** Subscribing, confirming, choosing and leaving: for everybody. */
@ApiExcludeController()
@Controller()
export class SubscriptionController {
  constructor(
    private readonly page: SubscriptionPage,
    private readonly finder: SubscriptionFinder,
    private readonly lists: MailingListFinder,
    private readonly service: SubscriptionService,
    private readonly requests: SubscriptionRequests,
    private readonly door: PersonalDoor,
    private readonly limits: RateLimits,
    private readonly lost: LostLinkPage,
    private readonly uploads: Uploads,
  ) {}

  @Page('newsletters', everyone)
  newsletters(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.page.newsletters(ctx);
  }

  /** The answer is the same whether the address is known, new or on the list already. */
  @Submit('newsletters', everyone)
  async ask(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    await this.limits.hit(`subscribing:${hashOf(ctx.ip)}`, asking.limit, asking.seconds);
    return submit(ctx, {
      schema: subscribing,
      body,
      run: (input) => this.requests.ask(input, ctx.lang),
      done: () => seeOther('/newsletters?sent'),
      again: (form, status) => this.page.newsletters(ctx, { form, status }),
    });
  }

  @Submit('newsletters/mine', signedIn)
  async chooseMine(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const rows = await this.finder.ofPerson(ctx.actor.personId ?? '');
    const offered = (await this.lists.public()).map(({ id }) => id);
    const { begin, end } = choiceOf(onIn(rows), { offered, ticked: check(choosing, body).lists });
    for (const id of begin) await this.service.subscribe(ctx.actor, id);
    for (const row of rows) if (end.includes(row.listId)) await this.service.end(ctx.actor, row.id, 'account');
    return seeOther('/newsletters', 'mailings.subscription.flash.saved');
  }

  @Page('w/:token', everyone)
  async toConfirm(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.lost.instead(ctx, async () => {
      await this.door.open(ctx, { token, unknown, find: async (hash) => (await this.finder.toConfirm(hash))[0] });
      return this.page.confirm(ctx, await this.finder.toConfirm(hashOf(token)));
    });
  }

  @HttpCode(200)
  @Submit('w/:token', everyone)
  async confirm(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    await this.limits.hit(`confirming:${hashOf(ctx.ip)}`, asking.limit, asking.seconds);
    await this.service.confirm(hashOf(token));
    return this.page.confirmed(ctx);
  }

  /** The address in `List-Unsubscribe`. Scanners and people open it: nothing changes. */
  @Page('u/:token', everyone)
  async choose(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.lost.instead(ctx, async () => this.page.choose(ctx, await this.opened(ctx, token)));
  }

  /** RFC 8058: a mail program posts here, without cookies. The answer is the same for every token. */
  @HttpCode(200)
  @FromAnywhere()
  @Submit('u/:token', everyone)
  async oneClick(@Ctx() ctx: Ctx, @Param('token') token: string, @Req() request: RequestWithCtx): Promise<Answer> {
    const { fields } = await this.uploads.read(request);
    if (!isOneClick(fields)) return new Answer('List-Unsubscribe=One-Click\n', 400, plain);
    const row = await this.opened(ctx, token).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    if (row) await this.service.end(readerOf(row), row.id, 'one_click');
    return new Answer('OK\n', 200, plain);
  }

  @Submit('u/:token/ending', everyone)
  async end(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const row = await this.opened(ctx, token);
    await this.service.end(readerOf(row), row.id, 'page');
    return seeOther(`/u/${token}?done`).with(secretPage);
  }

  /** What is unticked ends at once; what is newly ticked is asked of the owner of the address: links are passed on. */
  @Submit('u/:token/lists', everyone)
  async chooseLists(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const row = await this.opened(ctx, token);
    const together = await this.finder.together(row);
    const offered = (await this.page.offered(row)).map(({ id }) => id);
    const { begin, end } = choiceOf(onIn(together), { offered, ticked: check(choosing, body).lists });
    const ending = together.filter(({ listId }) => end.includes(listId));
    for (const one of ending) await this.service.end(readerOf(row), one.id, 'page');
    if (begin.length) await this.requests.ask({ address: row.ownAddress, lists: begin }, ctx.lang);
    return seeOther(`/u/${token}?done${begin.length ? '&asked' : ''}`).with(secretPage);
  }

  private opened(ctx: Ctx, token: string): Promise<SubscriptionRow> {
    return this.door.open(ctx, { token, unknown, find: (hash) => this.finder.byLink(hash) });
  }
}

const plain = { 'content-type': 'text/plain; charset=utf-8', ...secretPage };

/** RFC 8058 section 3.1: whatever posts without these words, such as a scanner, ends nothing. */
const isOneClick = (fields: Record<string, unknown>): boolean =>
  String(fields['List-Unsubscribe']).toLowerCase() === 'one-click';

const onIn = (rows: readonly SubscriptionRow[]) =>
  rows.filter(({ status }) => status === 'confirmed').map(({ listId }) => listId);

/** Whoever holds the link: its name in the history is that of the person it was sent to. */
const readerOf = ({ personId, name }: SubscriptionRow) => ({ ...anonymous, personId, name: name ?? '' });
