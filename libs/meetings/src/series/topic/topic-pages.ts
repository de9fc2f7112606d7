import { Injectable } from '@nestjs/common';
import { nameIn } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import type { SeriesRow } from '../series.finder.js';
import { SeriesTopicFinder, type SeriesTopicRow } from './topic.finder.js';
import { canManageTopics } from './topic.policy.js';

const labels = { title: 'meetings.topic.field.title', isRecurring: 'meetings.topic.field.isRecurring' };

interface Given {
  form?: FormState;
  status?: number;
}

/** The list of a series' topics, and the forms about one. */
@Injectable()
export class SeriesTopicPages {
  constructor(
    private readonly views: Views,
    private readonly finder: SeriesTopicFinder,
  ) {}

  async list(ctx: Ctx, series: SeriesRow, given: Given = {}): Promise<Answer> {
    const { form = freshForm({}), status = 200 } = given;
    const rows = await this.finder.of(ctx.actor, series.id);
    const open = rows.filter((row) => row.status === 'open');
    const data = {
      title: this.say(ctx, 'listTitle', { code: series.code }),
      crumbs: this.crumbs(ctx),
      name: nameIn(series, ctx.lang),
      action: `/series/${series.id}/topics`,
      mayManage: canManageTopics(ctx.actor),
      open: open.map((row, at) => ({ ...row, isFirst: at === 0, isLast: at === open.length - 1 })),
      closed: rows.filter((row) => row.status === 'closed'),
      form,
      labels,
    };
    return this.views.page(ctx, 'meetings/series/topic/list', data, status);
  }

  edit(ctx: Ctx, topic: SeriesTopicRow, given: Given = {}): Answer {
    const { form = freshForm({ ...topic, isRecurring: Boolean(topic.isRecurring) }), status = 200 } = given;
    const data = {
      title: this.say(ctx, 'editTitle', { title: topic.title }),
      crumbs: this.crumbs(ctx, topic),
      topic,
      version: form.conflict ? topic.version : (form.values.version ?? topic.version),
      form,
      labels,
    };
    return this.views.page(ctx, 'meetings/series/topic/form', data, status);
  }

  removal(ctx: Ctx, topic: SeriesTopicRow): Answer {
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'removalTitle', { title: topic.title }),
      text: this.say(ctx, 'removalText'),
      crumbs: this.crumbs(ctx, topic),
      action: `/series-topics/${topic.id}/removal`,
      submit: this.views.i18n.t(ctx.lang, 'platform.form.delete'),
      cancel: `/series-topics/${topic.id}`,
    });
  }

  crumbs({ actor }: Ctx, topic?: SeriesTopicRow) {
    const meetings = { href: '/meetings', key: 'meetings.meeting.listTitle' };
    const series = { href: '/series', key: 'meetings.series.listTitle' };
    const above = canManageTopics(actor) ? [meetings, series] : [meetings];
    if (!topic) return above;
    return [...above, { href: `/series/${topic.seriesId}/topics`, text: topic.seriesCode }];
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.topic.${key}`, params);
  }
}
