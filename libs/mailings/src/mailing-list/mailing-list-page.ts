import { Injectable } from '@nestjs/common';
import { nameIn } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Events } from '@samrad/platform/events';
import {
  freshForm,
  pageLinks,
  pageSize,
  type Telling,
  Views,
  type Answer,
  type FormState,
} from '@samrad/platform/views';
import { SubscriptionFinder, type SubscriptionRow } from '../subscription/subscription.finder.js';
import { descriptionIn, MailingListFinder, type CountedList, type ListRow } from './mailing-list.finder.js';

interface Shown {
  form?: FormState;
  status?: number;
}

const fields = ['code', 'nameNb', 'nameNn', 'nameEn', 'descriptionNb', 'descriptionNn', 'descriptionEn', 'isPublic'];
const labels = Object.fromEntries([...fields, 'addresses', 'basis'].map((one) => [one, `mailings.list.field.${one}`]));
const crumbs = [
  { href: '/mailings', key: 'mailings.mailing.title' },
  { href: '/mailing-lists', key: 'mailings.list.title' },
];

/** Pages about newsletters and who gets them. */
@Injectable()
export class MailingListPage {
  constructor(
    private readonly views: Views,
    private readonly finder: MailingListFinder,
    private readonly subscriptions: SubscriptionFinder,
    private readonly events: Events,
  ) {}

  async list(ctx: Ctx): Promise<Answer> {
    const rows = await this.finder.all();
    return this.views.page(ctx, 'mailings/mailing-list/list', {
      title: this.say(ctx, 'title'),
      tab: 'lists',
      rows: rows.map((row) => ({ ...row, name: nameIn(row, ctx.lang), description: descriptionIn(row, ctx.lang) })),
    });
  }

  async show(ctx: Ctx, list: CountedList, { form, status = 200 }: Shown = {}): Promise<Answer> {
    const page = Math.max(1, Math.trunc(Number(ctx.query.page)) || 1);
    const [found, events] = await Promise.all([
      this.subscriptions.page(list.id, { page, per: pageSize }),
      this.events.history('mailing_list', list.id, 30),
    ]);
    return this.views.page(
      ctx,
      'mailings/mailing-list/show',
      {
        title: nameIn(list, ctx.lang),
        ...{ crumbs, labels, list, rows: found.rows, pages: pageLinks(ctx.url, found) },
        description: descriptionIn(list, ctx.lang),
        form: form ?? freshForm(),
        events: this.views.history(ctx.lang, this.telling(ctx), events),
      },
      status,
    );
  }

  private telling({ lang }: Ctx): Telling {
    return {
      prefix: 'mailings.event',
      label: (field) => `mailings.list.field.${field}`,
      shown: (_, value) =>
        typeof value === 'boolean'
          ? this.views.i18n.t(lang, `mailings.list.${value ? 'public' : 'closed'}`)
          : String(value),
    };
  }

  takingOff(ctx: Ctx, { id, listId, address }: SubscriptionRow): Answer {
    return this.views.page(ctx, 'platform/confirm', {
      title: this.views.i18n.t(ctx.lang, 'mailings.list.takeOffTitle', { address }),
      text: this.say(ctx, 'takeOffText'),
      crumbs,
      action: `/mailing-lists/${listId}/subscriptions/${id}/ending`,
      submit: this.say(ctx, 'takeOff'),
      cancel: `/mailing-lists/${listId}`,
    });
  }

  form(ctx: Ctx, { list, form, status = 200 }: Shown & { list?: ListRow }): Answer {
    const shown = form ?? freshForm(list);
    const version = shown.conflict?.version ?? shown.values.version;
    return this.views.page(
      ctx,
      'mailings/mailing-list/form',
      {
        title: this.say(ctx, list ? 'editTitle' : 'newTitle'),
        ...{ crumbs, labels, list },
        form: { ...shown, values: { ...shown.values, version } },
      },
      status,
    );
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, `mailings.list.${key}`);
  }
}
