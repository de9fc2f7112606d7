import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Events } from '@samrad/platform/events';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { SuppressionFinder, type SuppressionRow } from './suppression.finder.js';
import { enough } from './suppression.rules.js';

const labels = { address: 'mailings.suppression.field.address', why: 'mailings.suppression.field.why' };

/** Pages about addresses that get no mail. */
@Injectable()
export class SuppressionPage {
  constructor(
    private readonly views: Views,
    private readonly finder: SuppressionFinder,
    private readonly events: Events,
  ) {}

  async list(ctx: Ctx, address: string, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const rows = address ? await this.finder.ofAddress(address) : await this.finder.newest();
    return this.views.page(
      ctx,
      'mailings/suppression/list',
      {
        title: this.say(ctx, 'title'),
        tab: 'suppressions',
        ...{ address, rows, labels, enough },
        score: address ? await this.finder.score(address) : null,
        form: given.form ?? freshForm({ address }),
      },
      given.status ?? 200,
    );
  }

  async lifting(ctx: Ctx, row: SuppressionRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const form = given.form ?? freshForm({ version: row.version });
    const events = await this.events.history('suppression', row.id);
    return this.views.page(
      ctx,
      'mailings/suppression/lift',
      {
        title: this.say(ctx, 'liftTitle'),
        crumbs: [{ href: '/suppressions', key: 'mailings.suppression.title' }],
        ...{ row, labels, form: { ...form, values: { ...form.values, version: row.version } } },
        events: this.views.history(ctx.lang, 'mailings.event', events),
      },
      given.status ?? 200,
    );
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, `mailings.suppression.${key}`);
  }
}
