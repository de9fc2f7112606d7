import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { addDays, daysIn } from '@samrad/platform/pure';
import { formatDay, freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { ActionRow } from '../action/action.finder.js';
import { referenceOf } from '../action/action.rules.js';
import { ChasingFinder } from './chasing.finder.js';
import { chasingDays } from './chasing.rules.js';

/** On which days an action is reminded of. */
@Injectable()
export class ChasingPage {
  constructor(
    private readonly views: Views,
    private readonly finder: ChasingFinder,
  ) {}

  async page(ctx: Ctx, action: ActionRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { days, seriesId } = await this.finder.scheduleOf(action.id);
    const chosen = daysIn(days);
    const { form = freshForm({ days: chosen }), status = 200 } = given;
    const offered = [...new Set([...chasingDays, ...chosen])].sort((a, b) => b - a);
    const data = {
      title: this.say(ctx, 'title', { ref: referenceOf(action.number) }),
      crumbs: [
        { href: '/actions', key: 'actions.action.listTitle' },
        { href: `/actions/${action.id}`, text: referenceOf(action.number) },
      ],
      action,
      form: { ...form, values: { ...form.values, days: [form.values.days ?? []].flat().map(String) } },
      version: form.conflict ? action.version : (form.values.version ?? action.version),
      days: offered.map((each) => ({ value: String(each), label: this.dayText(ctx, each, action.dueOn) })),
      hasSeries: seriesId !== null,
      isPrivate: action.audience === 'organisers',
      labels: { days: 'actions.chasing.days' },
    };
    return this.views.page(ctx, 'actions/chasing/form', data, status);
  }

  /** `7 days before (1 December 2026)`. */
  private dayText(ctx: Ctx, days: number, dueOn: string | null): string {
    const key = days === 0 ? 'sameDay' : days > 0 ? 'before' : 'after';
    const text = this.say(ctx, key, { count: Math.abs(days) });
    return dueOn ? `${text} (${formatDay(addDays(dueOn, -days), ctx.lang)})` : text;
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `actions.chasing.${key}`, params);
  }
}
