import { Injectable } from '@nestjs/common';
import { secretPage } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Views, type Answer } from '@samrad/platform/views';
import { StateActions, type RefusedReport } from '../state-page/state-actions.js';
import { homeOf } from '../state-page/state-page.js';
import type { TaskSession } from './task-door.js';

/** A form of one action that was refused. */
export interface Refused extends RefusedReport {
  status: number;
}

/** What somebody still has to do, behind the personal link of a reminder: plain, in their language, without sign-in. */
@Injectable()
export class TasksPage {
  constructor(
    private readonly actions: StateActions,
    private readonly views: Views,
  ) {}

  async show(ctx: Ctx, { holder, actor }: TaskSession, refused: Refused | null = null): Promise<Answer> {
    const lang = ctx.query.lang ? ctx.lang : holder.language;
    const data = {
      layout: 'plain',
      title: this.views.i18n.t(lang, 'followUp.tasks.title'),
      name: holder.name,
      done: (!refused && ['action', 'extension'].find((what) => ctx.query.done === what)) || null,
      home: homeOf(ctx.path),
      lines: await this.actions.open(actor, lang, refused),
    };
    return this.views.page({ ...ctx, lang }, 'follow-up/tasks/show', data, refused?.status ?? 200).with(secretPage);
  }
}
