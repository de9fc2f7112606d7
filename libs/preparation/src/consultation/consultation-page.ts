import { Injectable } from '@nestjs/common';
import { GroupFinder, nameIn, shownCode, stateName, TopicFinder } from '@samrad/network';
import { SeriesFinder } from '@samrad/meetings';
import type { Actor, Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { toCsv } from '@samrad/platform/files';
import type { Language } from '@samrad/platform/i18n';
import { addDays } from '@samrad/platform/pure';
import { download, freshForm, pageLinks, Views, type Answer, type FormState } from '@samrad/platform/views';
import { AskedFinder } from '../asked/asked.finder.js';
import { AskedPeople } from '../asked/asked-people.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import { presentResult } from '../ranking/ranking.presenter.js';
import { ResultFinder } from '../ranking/result.finder.js';
import type { ConsultationQuery } from './consultation.dto.js';
import type { ConsultationStatus } from './consultation.entity.js';
import { aspectName, ConsultationFinder, type ConsultationRow } from './consultation.finder.js';
import { canRunConsultations } from './consultation.policy.js';
import { takesAnswers } from './consultation.rules.js';

interface Shown {
  form?: FormState;
  status?: number;
}

const tags: Record<ConsultationStatus, { color: string; icon: string }> = {
  draft: { color: 'neutral', icon: 'Pencil' },
  open: { color: 'info', icon: 'PaperplaneFill' },
  closed: { color: 'success', icon: 'CheckmarkCircle' },
};

const statusTag = (status: ConsultationStatus) => ({
  ...tags[status],
  key: `preparation.consultation.status.${status}`,
});

const labels = Object.fromEntries(
  ['title', 'description', 'groupId', 'respondBy', 'most', 'aspects'].map((field) => [
    field,
    `preparation.consultation.field.${field}`,
  ]),
);

const crumbs = [{ href: '/meetings', key: 'meetings.meeting.listTitle' }];
const crumbsBelow = [...crumbs, { href: '/consultations', key: 'preparation.consultation.listTitle' }];

const groupName = (lang: Language, { groupNameEn, groupNameNb, groupNameNn }: ConsultationRow): string =>
  nameIn({ nameEn: groupNameEn, nameNb: groupNameNb, nameNn: groupNameNn }, lang);

/** Pages of consultations: the list, the result, the forms. */
@Injectable()
export class ConsultationPage {
  constructor(
    private readonly finder: ConsultationFinder,
    private readonly results: ResultFinder,
    private readonly asked: AskedFinder,
    private readonly people: AskedPeople,
    private readonly reminders: AskedReminders,
    private readonly groups: GroupFinder,
    private readonly series: SeriesFinder,
    private readonly topics: TopicFinder,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async list(ctx: Ctx, query: ConsultationQuery): Promise<Answer> {
    const page = await this.finder.page(ctx.actor, query);
    return this.views.page(ctx, 'preparation/consultation/list', {
      title: this.say(ctx, 'listTitle'),
      crumbs,
      mayRun: canRunConsultations(ctx.actor),
      rows: page.rows.map((row) => ({ ...row, group: groupName(ctx.lang, row), tag: statusTag(row.status) })),
      total: page.total,
      pages: pageLinks(ctx.url, page),
    });
  }

  async show(ctx: Ctx, row: ConsultationRow): Promise<Answer> {
    const mayRun = canRunConsultations(ctx.actor);
    const [result, asked] = await Promise.all([this.results.of(row), this.asked.all('consultation', row.id)]);
    const states = [...new Set(asked.map(({ stateCode }) => stateCode!))];
    const answered = new Set(result.states.map(({ stateCode }) => stateCode));
    const silent = states.filter((code) => !answered.has(code));
    return this.views.page(ctx, 'preparation/consultation/show', {
      title: row.title,
      crumbs: crumbsBelow,
      consultation: row,
      group: groupName(ctx.lang, row),
      tag: statusTag(row.status),
      isOver: row.status === 'open' && !takesAnswers(row, this.clock.today()),
      result: presentResult(ctx.lang, row, result),
      answered: result.states.length,
      silent: silent.map((code) => stateName(code, ctx.lang)).sort((a, b) => a.localeCompare(b, ctx.lang)),
      states: states.length,
      ...(mayRun && (await this.forOrganiser(ctx, row))),
      mayRun,
    });
  }

  /** What organisers see besides: what can be done, what States wrote, the history. */
  private async forOrganiser(ctx: Ctx, row: ConsultationRow) {
    const takes = takesAnswers(row, this.clock.today());
    const [speakers, reminding, latest, events] = await Promise.all([
      row.status === 'draft' ? this.people.speakers(row.groupId) : [],
      takes ? this.reminders.toRemind('consultation', row.id) : [],
      this.results.latest(row.id),
      this.events.history('consultation', row.id, 30),
    ]);
    return {
      toAsk: speakers.length,
      reminding: reminding.length,
      comments: latest.filter(({ comment }) => comment),
      events: this.views.history(ctx.lang, 'preparation.event', events),
    };
  }

  /** A new one is for the group of the first series, and offers the topics to choose from. */
  async fresh({ lang }: Ctx): Promise<FormState> {
    const [[first], topics] = await Promise.all([this.series.list(), this.topics.options(lang)]);
    const aspects = topics.map(({ label }) => label).join('\n');
    return freshForm({ groupId: first?.groupId, most: 5, respondBy: addDays(this.clock.today(), 21), aspects });
  }

  newPage(ctx: Ctx, form: FormState, status = 200): Promise<Answer> {
    const data = { title: this.say(ctx, 'newTitle'), crumbs: crumbsBelow, action: '/consultations', isDraft: true };
    return this.formPage(ctx, { ...data, cancel: '/consultations', form }, status);
  }

  async editPage(ctx: Ctx, row: ConsultationRow, { form, status = 200 }: Shown = {}): Promise<Answer> {
    const aspects = (await this.finder.aspects(row.id)).map((aspect) => aspectName(ctx.lang, aspect)).join('\n');
    const path = `/consultations/${row.id}`;
    const data = {
      title: this.say(ctx, 'editTitle'),
      crumbs: [...crumbsBelow, { href: path, text: row.title }],
      action: `${path}/edit`,
      cancel: path,
      isDraft: row.status === 'draft',
      version: form?.conflict ? row.version : (form?.values.version ?? row.version),
      form: form ?? freshForm({ ...row, aspects }),
    };
    return this.formPage(ctx, data, status);
  }

  removalPage(ctx: Ctx, row: ConsultationRow): Answer {
    const path = `/consultations/${row.id}`;
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'removal.title', { title: row.title }),
      text: this.say(ctx, 'removal.text'),
      crumbs: [...crumbsBelow, { href: path, text: row.title }],
      action: `${path}/removal`,
      submit: this.say(ctx, 'remove'),
      cancel: path,
    });
  }

  /** Aspects in the order of the result, and the place that each State gave them. */
  async csv(ctx: Ctx, row: ConsultationRow): Promise<Answer> {
    const { aspects, states } = await this.results.of(row);
    const head = (key: string) => this.views.i18n.t(ctx.lang, `preparation.ranking.field.${key}`);
    type Line = (typeof aspects)[number];
    const columns = [
      { head: head('rank'), value: ({ rank, points }: Line) => (points ? rank : '') },
      { head: head('aspect'), value: (aspect: Line) => aspectName(ctx.lang, aspect) },
      ...(['points', 'firsts', 'named'] as const).map((key) => ({ head: head(key), value: (line: Line) => line[key] })),
      ...states.map(({ stateCode, aspectIds }) => ({
        head: shownCode(stateCode),
        value: ({ id }: Line) => aspectIds.indexOf(id) + 1 || '',
      })),
    ];
    return download(toCsv(columns, aspects, ctx.lang), `${this.say(ctx, 'fileName')}.csv`, 'text/csv; charset=utf-8');
  }

  private async formPage(ctx: Ctx, data: { title: string; [more: string]: unknown }, status: number): Promise<Answer> {
    const groups = await this.groups.options(ctx.lang);
    return this.views.page(ctx, 'preparation/consultation/form', { ...data, groups, labels }, status);
  }

  private say({ lang }: { lang: Language; actor: Actor }, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `preparation.consultation.${key}`, params);
  }
}
