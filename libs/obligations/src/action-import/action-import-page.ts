import { Injectable } from '@nestjs/common';
import { stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { KeptList } from './action-import.dto.js';
import type { ImportFault, Judged } from './action-import.rules.js';

const crumbs = [{ href: '/actions', key: 'actions.action.listTitle' }];

/** Pages of a list of actions that is brought in. */
@Injectable()
export class ActionImportPage {
  constructor(private readonly views: Views) {}

  start(ctx: Ctx, form: FormState = freshForm({}), status = 200): Answer {
    const labels = { file: 'obligations.actionImport.file' };
    const data = { title: this.say(ctx, 'title'), crumbs, form, labels };
    return this.views.page(ctx, 'obligations/action-import/start', data, status);
  }

  /** What would be added, and what is refused and why. */
  check(ctx: Ctx, list: KeptList, { ready, faults }: Judged): Answer {
    return this.views.page(ctx, 'obligations/action-import/check', {
      title: this.say(ctx, 'checkTitle', { name: list.name }),
      crumbs: [...crumbs, { href: '/action-imports', text: this.say(ctx, 'title') }],
      list,
      ready: ready.map((action) => ({
        ...action,
        priorityKey: `actions.action.priority.${action.priority}`,
        states: action.stateCodes?.map((code) => stateName(code, ctx.lang)).join(', ') ?? this.say(ctx, 'allStates'),
      })),
      faults: faults.map((fault) => ({ ...fault, ...this.words(ctx, fault) })),
      refused: new Set(faults.map(({ row }) => row)).size,
    });
  }

  /** Column and reason in the reader's language. */
  words(ctx: Ctx, { column, reason, part, value }: ImportFault) {
    return {
      columnName: this.say(ctx, `column.${column}`),
      why: this.say(ctx, `fault.${reason}`, { part: part ?? value.slice(0, 100) }),
    };
  }

  private say({ lang }: Pick<Ctx, 'lang'>, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `obligations.actionImport.${key}`, params);
  }
}
