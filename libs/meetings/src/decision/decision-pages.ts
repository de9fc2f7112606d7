import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { toCsv } from '@samrad/platform/files';
import { download, pageLinks, Views, type Answer, type FormState } from '@samrad/platform/views';
import { nameIn } from '@samrad/network';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { SeriesFinder } from '../series/series.finder.js';
import type { DecisionQuery } from './decision.dto.js';
import { DecisionFinder, type DecisionRow } from './decision.finder.js';
import { canRecordDecisions } from './decision.policy.js';
import { presentDecision } from './decision.presenter.js';
import { refOf } from './decision.rules.js';

type Shown = ReturnType<typeof presentDecision>;

const labels = { text: 'meetings.decision.text' };
const crumbs = [{ href: '/decisions', key: 'meetings.decision.register' }];
const most = 10_000;

/** The register of decisions and the forms of one. */
@Injectable()
export class DecisionPages {
  constructor(
    private readonly finder: DecisionFinder,
    private readonly meetings: MeetingFinder,
    private readonly series: SeriesFinder,
    private readonly events: Events,
    private readonly views: Views,
  ) {}

  async list(ctx: Ctx, query: DecisionQuery): Promise<Answer> {
    const page = await this.finder.page(ctx.actor, { ...query, total: true });
    const years = await this.finder.years(ctx.actor);
    const groups = await this.series.groups();
    return this.views.page(ctx, 'meetings/decision/list', {
      title: this.say(ctx, 'register'),
      rows: page.rows.map(presentDecision),
      total: page.total,
      pages: pageLinks(ctx.url, page),
      filter: { ...query, year: query.year ? String(query.year) : '' },
      years: years.map((year) => ({ value: String(year), label: String(year) })),
      groups: groups.map((group) => ({ value: group.id, label: nameIn(group, ctx.lang) })),
      csvHref: `/decisions.csv${ctx.url.includes('?') ? `?${ctx.url.split('?')[1]}` : ''}`,
      isOrganiser: canRecordDecisions(ctx.actor),
    });
  }

  /** Everything the filter finds, newest first. */
  async csv(ctx: Ctx, query: DecisionQuery): Promise<Answer> {
    const { rows } = await this.finder.page(ctx.actor, { ...query, page: 1, per: most });
    const head = (key: string) => this.say(ctx, `column.${key}`);
    const columns = [
      { head: head('number'), value: (row: Shown) => row.ref },
      { head: head('text'), value: (row: Shown) => row.text },
      { head: head('day'), value: (row: Shown) => row.meeting.day },
      {
        head: head('meeting'),
        value: (row: Shown) => [row.meeting.reference, row.meeting.title].filter(Boolean).join(' '),
      },
      { head: head('item'), value: (row: Shown) => row.item?.title ?? '' },
    ];
    return download(
      toCsv(columns, rows.map(presentDecision), ctx.lang),
      `${this.say(ctx, 'fileName')}.csv`,
      'text/csv; charset=utf-8',
    );
  }

  async show(ctx: Ctx, id: string): Promise<Answer> {
    const row = found(await this.finder.one(ctx.actor, id));
    const mayChange = canRecordDecisions(ctx.actor);
    const events = mayChange ? await this.events.history('decision', id) : [];
    return this.views.page(ctx, 'meetings/decision/show', {
      title: this.say(ctx, 'titleOf', { ref: refOf(row) }),
      crumbs,
      decision: presentDecision(row),
      seesMeeting: Boolean(await this.meetings.one(ctx.actor, row.meetingId)),
      mayChange,
      mayRemove: mayChange && !row.isPublished,
      events: this.views.history(ctx.lang, 'meetings.event', events),
    });
  }

  /** The form of a decision that could not be recorded as it was sent. */
  async newForm(ctx: Ctx, meetingId: string, { form, status }: { form: FormState; status: number }): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, meetingId));
    const back = `/meetings/${meetingId}/minutes/edit`;
    return this.views.page(
      ctx,
      'meetings/decision/form',
      {
        title: this.say(ctx, 'new'),
        crumbs: [
          { href: `/meetings/${meetingId}`, text: meeting.title },
          { href: back, key: 'meetings.minutes.editTitle' },
        ],
        action: `/meetings/${meetingId}/decisions`,
        cancel: back,
        form,
        labels,
      },
      status,
    );
  }

  async editForm(ctx: Ctx, id: string, { form, status }: { form?: FormState; status?: number }): Promise<Answer> {
    const row = found(await this.finder.one(ctx.actor, id));
    const fresh = { values: { text: row.text, version: row.version }, errors: {}, list: [] };
    const title = this.say(ctx, 'editOf', { ref: refOf(row) });
    const page = {
      title,
      crumbs,
      action: `/decisions/${id}/edit`,
      cancel: `/decisions/${id}`,
      form: form ?? fresh,
      labels,
    };
    return this.views.page(ctx, 'meetings/decision/form', page, status);
  }

  async removalPage(ctx: Ctx, id: string, next: string | null): Promise<Answer> {
    const row: DecisionRow = found(await this.finder.one(ctx.actor, id));
    const query = next ? `?next=${encodeURIComponent(next)}` : '';
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'removalTitle', { ref: refOf(row) }),
      text: row.text,
      crumbs,
      action: `/decisions/${id}/removal${query}`,
      submit: this.say(ctx, 'remove'),
      cancel: next ?? `/decisions/${id}`,
    });
  }

  private say(ctx: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(ctx.lang, `meetings.decision.${key}`, params);
  }
}
