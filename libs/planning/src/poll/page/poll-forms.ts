import { Injectable } from '@nestjs/common';
import { nameIn } from '@samrad/network';
import { SeriesFinder, zoneOptions } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { addDays } from '@samrad/platform/pure';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { slotLines } from '../poll.dto.js';
import type { PollRow } from '../poll.finder.js';

const labels = Object.fromEntries(
  ['title', 'description', 'seriesId', 'groupId', 'place', 'videoUrl', 'respondBy', 'reason', 'date', 'slotId'].map(
    (field) => [field, `planning.poll.field.${field}`],
  ),
);

const lengths = [30, 60, 90, 120, 180, 240, 300, 360, 420, 480, 1440, 2880];

/** A step with a word to those asked, as a form. */
export interface StepForm {
  step: 'closing' | 'reopening' | 'cancellation';
  form: FormState;
  status?: number;
}

/** The forms of a poll. */
@Injectable()
export class PollForms {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly series: SeriesFinder,
  ) {}

  /** A new poll is for the first series and its group, and wants answers in ten days. */
  async fresh(): Promise<FormState> {
    const [first] = await this.series.list();
    return freshForm({
      seriesId: first?.id ?? '',
      groupId: first?.groupId ?? '',
      respondBy: addDays(this.clock.today(), 10),
      showsAnswers: true,
    });
  }

  newPage(ctx: Ctx, form: FormState, status = 200): Promise<Answer> {
    const data = { title: this.say(ctx, 'newTitle'), crumbs, action: '/polls', cancel: '/polls', isNew: true, form };
    return this.factsPage(ctx, data, status);
  }

  editPage(ctx: Ctx, poll: PollRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { form = freshForm(poll), status = 200 } = given;
    const path = `/polls/${poll.id}`;
    const version = form.conflict ? poll.version : (form.values.version ?? poll.version);
    const data = { title: this.say(ctx, 'editTitle'), crumbs: crumbsOf(poll), action: `${path}/edit`, cancel: path };
    return this.factsPage(ctx, { ...data, version, form }, status);
  }

  /** Days and clock times in lines, with one zone and one length for all of them. */
  timesPage(ctx: Ctx, poll: PollRow, { form, status = 200 }: { form?: FormState; status?: number } = {}): Answer {
    const state = form ?? freshForm({ zone: 'Europe/Oslo', minutes: '120', time: '09:00' });
    const column = (name: string) => [state.values[name] ?? []].flat();
    const [days, times] = [column('date'), column('time')];
    const lines = Array.from({ length: slotLines }, (_, index) => ({
      number: index + 1,
      day: days[index] ?? '',
      clock: times[index] ?? times[0] ?? '09:00',
    }));
    return this.views.page(
      ctx,
      'planning/poll/times',
      {
        title: this.say(ctx, 'timesTitle'),
        crumbs: crumbsOf(poll),
        poll,
        form: state,
        lines,
        labels,
        zones: zoneOptions,
        lengths: lengths.map((minutes) => ({ value: String(minutes), label: this.lengthText(ctx, minutes) })),
      },
      status,
    );
  }

  stepPage(ctx: Ctx, poll: PollRow, { step, form, status = 200 }: StepForm): Answer {
    const data = {
      title: this.say(ctx, `step.${step}.title`, { title: poll.title }),
      crumbs: crumbsOf(poll),
      step,
      form,
      labels,
      action: `/polls/${poll.id}/${step}`,
      cancel: `/polls/${poll.id}`,
    };
    return this.views.page(ctx, 'planning/poll/step', data, status);
  }

  /** A page that only asks: are you sure? */
  confirmPage(ctx: Ctx, poll: PollRow, { step, count }: { step: 'removal' | 'reminder'; count?: number }): Answer {
    const say = (part: string) => this.say(ctx, `step.${step}.${part}`, { title: poll.title, count });
    const path = `/polls/${poll.id}`;
    const buttons = { action: `${path}/${step}`, submit: say('submit'), cancel: path };
    return this.views.page(ctx, 'platform/confirm', {
      title: say('title'),
      text: say('text'),
      crumbs: crumbsOf(poll),
      ...buttons,
    });
  }

  private async factsPage(ctx: Ctx, data: { title: string; [more: string]: unknown }, status: number): Promise<Answer> {
    const [series, groups] = await Promise.all([this.series.list(), this.series.groups()]);
    const choices = {
      series: series.map((one) => ({ value: one.id, label: `${one.code} – ${nameIn(one, ctx.lang)}` })),
      groups: groups.map((one) => ({ value: one.id, label: nameIn(one, ctx.lang) })),
    };
    return this.views.page(ctx, 'planning/poll/form', { ...data, ...choices, labels }, status);
  }

  private lengthText(ctx: Ctx, minutes: number): string {
    if (minutes >= 1440) return this.say(ctx, 'length.days', { count: minutes / 1440 });
    return minutes % 60
      ? this.say(ctx, 'length.minutes', { count: minutes })
      : this.say(ctx, 'length.hours', { count: minutes / 60 });
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `planning.poll.${key}`, params);
  }
}

const crumbs = [
  { href: '/meetings', key: 'meetings.meeting.listTitle' },
  { href: '/polls', key: 'planning.poll.listTitle' },
];

export const crumbsOf = ({ id, title }: { id: string; title: string }) => [
  ...crumbs,
  { href: `/polls/${id}`, text: title },
];
