import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { canManageActions } from '../action/action.policy.js';
import { referenceOf } from '../action/action.rules.js';
import type { ProgressRow } from '../progress/progress.finder.js';
import { askedName, presentLine, type Reading } from '../progress/progress.presenter.js';

const labels = {
  dueOn: 'actions.extension.field.dueOn',
  reason: 'actions.extension.field.reason',
  decision: 'actions.extension.field.decision',
};

/** The forms for a due date of one's own. */
@Injectable()
export class ExtensionPages {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  /** To ask for a later date; an organiser sets it. */
  ask(ctx: Ctx, row: ProgressRow, given: { form?: FormState; status?: number } = {}): Answer {
    const { status = 200, form = freshForm({ dueOn: row.askedDueOn, reason: row.askedDueNote }) } = given;
    const isSet = canManageActions(ctx.actor);
    const words = isSet ? 'set' : 'ask';
    return this.page(ctx, 'ask', { row, form, status, title: this.say(ctx, `${words}Title`), words });
  }

  decide(ctx: Ctx, row: ProgressRow, given: { form?: FormState; status?: number } = {}): Answer {
    const { status = 200, form = freshForm({ decision: 'agreed' }) } = given;
    return this.page(ctx, 'decide', { row, form, status, title: this.say(ctx, 'decideTitle'), words: 'decide' });
  }

  private page(
    ctx: Ctx,
    view: 'ask' | 'decide',
    {
      row,
      form,
      status,
      title,
      words,
    }: Record<'title' | 'words', string> & {
      row: ProgressRow;
      form: FormState;
      status: number;
    },
  ): Answer {
    const reading: Reading = { i18n: this.views.i18n, lang: ctx.lang, actor: ctx.actor, today: this.clock.today() };
    const data = {
      title,
      crumbs: [
        { href: '/actions', key: 'actions.action.listTitle' },
        { href: `/actions/${row.actionId}`, text: referenceOf(row.number) },
      ],
      line: { ...presentLine(row, reading), asked: askedName(row, reading) },
      submit: this.say(ctx, `${words}Submit`),
      lead: this.say(ctx, `${words}Lead`),
      decisions: ['agreed', 'refused'].map((value) => ({ value, key: `actions.extension.decision.${value}` })),
      version: form.values.version ?? row.version,
      form,
      labels,
      cancel: `/actions/${row.actionId}`,
    };
    return this.views.page(ctx, `actions/extension/${view}`, data, status);
  }

  private say({ lang }: Ctx, key: string): string {
    return this.views.i18n.t(lang, `actions.extension.${key}`);
  }
}
