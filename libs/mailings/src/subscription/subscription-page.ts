import { Injectable } from '@nestjs/common';
import { secretPage } from '@samrad/meetings';
import { nameIn } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { descriptionIn, MailingListFinder, type ListRow } from '../mailing-list/mailing-list.finder.js';
import { SubscriptionFinder, type SubscriptionRow } from './subscription.finder.js';

interface Shown {
  form?: FormState;
  status?: number;
}

const labels = { address: 'mailings.subscription.address', lists: 'mailings.subscription.lists' };

/** Pages on which people subscribe, confirm, and choose what they get. */
@Injectable()
export class SubscriptionPage {
  constructor(
    private readonly views: Views,
    private readonly lists: MailingListFinder,
    private readonly finder: SubscriptionFinder,
  ) {}

  /** Public. Whoever is signed in chooses for themself. */
  async newsletters(ctx: Ctx, { form, status = 200 }: Shown = {}): Promise<Answer> {
    const lists = await this.lists.public();
    const { personId } = ctx.actor;
    const own = personId ? this.current(await this.finder.ofPerson(personId)) : [];
    return this.views.page(
      ctx,
      'mailings/subscription/newsletters',
      {
        title: this.say(ctx, 'title'),
        ...{ labels, isMine: Boolean(personId), isAsked: ctx.query.sent !== undefined && status === 200 },
        options: this.options(ctx, lists),
        form: form ?? freshForm({ lists: personId ? own : [] }),
      },
      status,
    );
  }

  /** Behind the link of a newsletter. Opening it changes nothing. */
  async choose(ctx: Ctx, row: SubscriptionRow): Promise<Answer> {
    const [lists, together] = await Promise.all([this.offered(row), this.finder.together(row)]);
    const list = lists.find(({ id }) => id === row.listId)!;
    return this.views
      .page(ctx, 'mailings/subscription/choose', {
        layout: 'plain',
        title: this.say(ctx, 'chooseTitle'),
        ...{ labels, isOn: row.status === 'confirmed', isDone: ctx.query.done !== undefined },
        isAsked: ctx.query.asked !== undefined,
        list: nameIn(list, ctx.lang),
        options: this.options(ctx, lists),
        form: freshForm({ lists: this.current(together) }),
      })
      .with(secretPage);
  }

  /** Behind the link of a confirmation. */
  async confirm(ctx: Ctx, rows: readonly SubscriptionRow[]): Promise<Answer> {
    const ids = rows.map(({ listId }) => listId);
    const lists = (await this.lists.all()).filter(({ id }) => ids.includes(id));
    return this.views
      .page(ctx, 'mailings/subscription/confirm', {
        layout: 'plain',
        title: this.say(ctx, 'confirmTitle'),
        lists: this.options(ctx, lists),
      })
      .with(secretPage);
  }

  /** A link that is used up, wrong or too old looks the same as one that has just done its work. */
  confirmed(ctx: Ctx): Answer {
    const data = { layout: 'plain', title: this.say(ctx, 'confirmedTitle') };
    return this.views.page(ctx, 'mailings/subscription/confirmed', data).with(secretPage);
  }

  /** What may be chosen behind a link: public lists, and those that the reader is on. */
  async offered(row: SubscriptionRow): Promise<ListRow[]> {
    const own = (await this.finder.together(row)).map(({ listId }) => listId);
    return (await this.lists.all()).filter(({ id, isPublic }) => isPublic || own.includes(id));
  }

  private current(rows: readonly SubscriptionRow[]): string[] {
    return rows.filter(({ status }) => status === 'confirmed').map(({ listId }) => listId);
  }

  private options({ lang }: Ctx, lists: readonly ListRow[]) {
    return lists.map((list) => ({ value: list.id, label: nameIn(list, lang), hint: descriptionIn(list, lang) }));
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, `mailings.subscription.${key}`);
  }
}
