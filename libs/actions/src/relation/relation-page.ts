import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { ActionRow } from '../action/action.finder.js';
import { referenceOf } from '../action/action.rules.js';
import { RelationFinder } from './relation.finder.js';
import { relationChoices } from './relation.rules.js';

const choices = relationChoices.map((value) => ({
  value,
  key: `actions.relation.choice.${value}`,
}));

/** How an action stands to another. */
@Injectable()
export class RelationPage {
  constructor(
    private readonly views: Views,
    private readonly finder: RelationFinder,
  ) {}

  async form(ctx: Ctx, action: ActionRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { form = freshForm({ relation: 'depends_on' }), status = 200 } = given;
    const latest = await this.finder.latest(ctx.actor, action.id);
    const data = {
      title: this.views.i18n.t(ctx.lang, 'actions.relation.title', { ref: referenceOf(action.number) }),
      crumbs: [
        { href: '/actions', key: 'actions.action.listTitle' },
        { href: `/actions/${action.id}`, text: referenceOf(action.number) },
      ],
      action,
      choices,
      suggestions: latest.map(({ number, title }) => ({ value: referenceOf(number), label: title })),
      labels: { relation: 'actions.relation.field.relation', other: 'actions.relation.field.other' },
      form,
    };
    return this.views.page(ctx, 'actions/relation/form', data, status);
  }
}
