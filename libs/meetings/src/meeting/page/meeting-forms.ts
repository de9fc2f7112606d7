import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Invalid } from '@samrad/platform/errors';
import { addDays } from '@samrad/platform/pure';
import { nameIn, StateNames } from '@samrad/network';
import { freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { SeriesFinder } from '../../series/series.finder.js';
import { CandidateFinder } from './candidate.finder.js';
import { MeetingPanels } from '../meeting-panels.js';
import { meetingLanguages } from '../meeting.dto.js';
import type { MeetingRow } from '../meeting.finder.js';
import { formValues, languageNames } from '../meeting.presenter.js';
import { zoneOptions } from './zones.js';

const labels = Object.fromEntries(
  [
    'title',
    'description',
    'seriesId',
    'number',
    'start',
    'end',
    'zone',
    'place',
    'videoUrl',
    'hostStateCode',
    'languages',
    'groupId',
    'chairId',
    'secretaryId',
    'answerBy',
    'audience',
    'reason',
  ].map((field) => [field, `meetings.meeting.field.${field}`]),
);

/** A step with a reason, as a form. */
interface StepForm {
  step: 'cancellation' | 'postponement';
  form: FormState;
  status?: number;
}

type InOffice = readonly (string | null)[];

const audiences = ['organisers', 'group', 'network', 'public'].map((value) => ({
  value,
  key: `meetings.meeting.audience.${value}`,
}));

/** The forms of a meeting and what can be chosen in them. */
@Injectable()
export class MeetingForms {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly series: SeriesFinder,
    private readonly states: StateNames,
    private readonly candidates: CandidateFinder,
    private readonly panels: MeetingPanels,
  ) {}

  /** A form with a day in six weeks; the first series proposes its next number and its group. */
  async fresh(): Promise<FormState> {
    const day = addDays(this.clock.today(), 42);
    const [first] = await this.series.list();
    return freshForm({
      start: day,
      startTime: '09:00',
      end: day,
      endTime: '15:00',
      zone: 'Europe/Oslo',
      languages: ['en'],
      audience: first?.groupId ? 'group' : 'network',
      seriesId: first?.id ?? '',
      groupId: first?.groupId ?? '',
      answerBy: addDays(day, -14),
    });
  }

  async newPage(ctx: Ctx, form: FormState, status = 200): Promise<Answer> {
    const title = this.say(ctx, 'newTitle');
    const crumbs = [{ href: '/meetings', key: 'meetings.meeting.listTitle' }];
    return this.page(ctx, { title, crumbs, action: '/meetings', cancel: '/meetings', form }, status);
  }

  async editPage(ctx: Ctx, meeting: MeetingRow, given: { form?: FormState; status?: number } = {}): Promise<Answer> {
    const { form = freshForm(formValues(meeting)), status = 200 } = given;
    const path = `/meetings/${meeting.id}`;
    const data = {
      title: this.say(ctx, 'editTitle'),
      crumbs: this.crumbs(meeting),
      form,
      isCalled: meeting.calledAt !== null,
      isNumbered: meeting.number !== null,
      inOffice: [meeting.chairId, meeting.secretaryId],
    };
    return this.page(
      ctx,
      { ...data, action: `${path}/edit`, cancel: path, version: versionFor(form, meeting) },
      status,
    );
  }

  /** A page with a reason: cancellation and postponement. */
  async stepPage(ctx: Ctx, meeting: MeetingRow, { step, form, status = 200 }: StepForm): Promise<Answer> {
    return this.views.page(
      ctx,
      `meetings/meeting/${step}`,
      {
        title: this.say(ctx, `${step}Title`, { title: meeting.title }),
        crumbs: this.crumbs(meeting),
        form,
        labels,
        zones: zoneOptions,
        meeting,
        wasCalled: meeting.calledAt !== null,
        notes: await this.panels.notes(ctx, meeting, step),
        action: `/meetings/${meeting.id}/${step}`,
        cancel: `/meetings/${meeting.id}`,
      },
      status,
    );
  }

  /** A page that only asks: are you sure? */
  confirmPage(ctx: Ctx, step: 'holding' | 'removal', meeting: MeetingRow): Answer {
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, `${step}Title`, { title: meeting.title }),
      text: this.say(ctx, `${step}Text`),
      crumbs: this.crumbs(meeting),
      action: `/meetings/${meeting.id}/${step}`,
      submit: this.say(ctx, step),
      cancel: `/meetings/${meeting.id}`,
      tone: step === 'removal' ? 'danger' : undefined,
    });
  }

  /** A day in the past is allowed, once the person was told that it is one. @throws Invalid the first time */
  demandSeenPast(start: string, body: unknown): void {
    const day = start.slice(0, 10);
    const { seenPast } = (body ?? {}) as { seenPast?: unknown };
    if (this.isPast(day) && seenPast !== day) throw new Invalid({ start: { key: 'meetings.meeting.invalid.pastDay' } });
  }

  private isPast(day: unknown): day is string {
    return typeof day === 'string' && day !== '' && day < this.clock.today();
  }

  crumbs({ id, title }: { id: string; title: string }) {
    return [
      { href: '/meetings', key: 'meetings.meeting.listTitle' },
      { href: `/meetings/${id}`, text: title },
    ];
  }

  /** @param inOffice chair and secretary of the meeting, who can stay whatever became of them */
  private async page(
    ctx: Ctx,
    { inOffice = [], ...data }: { title: string; form: FormState; inOffice?: InOffice; [more: string]: unknown },
    status: number,
  ) {
    const choices = await this.choices(ctx, inOffice);
    const numberHint = data.isNumbered ? null : this.numberHint(ctx, choices.nextNumbers);
    const past = this.pastNotes(ctx, data.form);
    return this.views.page(ctx, 'meetings/meeting/form', { ...data, ...past, labels, ...choices, numberHint }, status);
  }

  private pastNotes(ctx: Ctx, { values: { start }, errors }: FormState) {
    const pastDay = this.isPast(start) ? start : null;
    return { pastDay, pastHint: pastDay && !errors.start ? this.say(ctx, 'hint.pastDay') : null };
  }

  /** Which number comes next; nothing can be said while there is no series. */
  private numberHint(ctx: Ctx, next: string): string {
    return next ? this.say(ctx, 'hint.nextNumber', { next }) : this.say(ctx, 'hint.number');
  }

  private async choices({ lang, actor }: Ctx, inOffice: InOffice) {
    const [series, groups, persons] = await Promise.all([
      this.series.list(),
      this.series.groups(),
      this.candidates.organisers(actor.personId, inOffice),
    ]);
    return {
      series: series.map((one) => ({ value: one.id, label: `${one.code} – ${nameIn(one, lang)}` })),
      nextNumbers: series.map((one) => `${one.code} ${one.nextNumber}`).join(', '),
      groups: groups.map((one) => ({ value: one.id, label: `${one.code} – ${nameIn(one, lang)}` })),
      persons: persons.map((one) => ({
        value: one.id,
        label: one.organisation ? `${one.name} (${one.organisation})` : one.name,
      })),
      states: this.states.options(lang),
      zones: zoneOptions,
      languageOptions: meetingLanguages.map((value) => ({ value, label: languageNames(lang, value) })),
      audiences,
    };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.meeting.${key}`, params);
  }
}

/** After a conflict the next try is based on what was shown. */
const versionFor = (form: FormState, meeting: MeetingRow) =>
  form.conflict ? meeting.version : (form.values.version ?? meeting.version);
