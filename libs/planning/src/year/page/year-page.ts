import { Injectable } from '@nestjs/common';
import { nameIn } from '@samrad/network';
import { SeriesFinder, zoneOptions, type SeriesRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { formatDay, freshForm, Views, type Answer, type FormState } from '@samrad/platform/views';
import { holidaysOf, holidaySources } from '@samrad/platform/pure';
import { fixedKinds } from '../year.entity.js';
import { YearFinder, type FixedRow, type PlaceRow } from '../year.finder.js';
import { calendarOf, presentPlace, suggestionsOf, warningsByPlace, type YearFacts } from './year-view.js';

const labels = Object.fromEntries(
  ['title', 'start', 'startTime', 'end', 'endTime', 'zone', 'place', 'kind', 'startsOn', 'endsOn'].map((field) => [
    field,
    `planning.year.field.${field}`,
  ]),
);

const farthestYears = 5;

interface Given {
  form?: FormState;
  status?: number;
}

/** The page of a year and its forms. */
@Injectable()
export class YearPage {
  constructor(
    private readonly finder: YearFinder,
    private readonly series: SeriesFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async facts(series: SeriesRow, year: number): Promise<YearFacts> {
    const [places, fixed, others] = await Promise.all([
      this.finder.places(series.id, year),
      this.finder.fixed(year),
      this.finder.otherMeetings(series, year),
    ]);
    return { year, places, fixed, others, holidays: holidaysOf(year) };
  }

  async show(ctx: Ctx, series: SeriesRow, year: number): Promise<Answer> {
    const facts = await this.facts(series, year);
    const words = { i18n: this.views.i18n, lang: ctx.lang };
    const warnings = warningsByPlace(facts);
    const all = await this.series.list();
    const path = pathOf(series.id, year);
    return this.views.page(ctx, 'planning/year/show', {
      title: this.say(ctx, 'title', { series: series.code, year }),
      crumbs: [{ href: '/meetings', key: 'meetings.meeting.listTitle' }],
      series: { ...series, name: nameIn(series, ctx.lang) },
      year,
      path,
      tabs: this.yearsBeside(year).map((n) => ({ year: n, href: pathOf(series.id, n), current: n === year })),
      seriesTabs:
        all.length > 1 ? all.map(({ id, code }) => ({ code, href: pathOf(id, year), current: id === series.id })) : [],
      places: facts.places.map((place) => presentPlace(words, place, warnings.get(place.id) ?? [])),
      suggestions: suggestionsOf(facts).map(({ title, from, to }) => ({
        text: this.say(ctx, 'suggestion', { title, from: formatDay(from, ctx.lang), to: formatDay(to, ctx.lang) }),
        day: from,
      })),
      months: calendarOf(words, facts),
      sources: holidaySources,
      hasUnmade: facts.places.some(({ meetingId }) => meetingId === null),
      mayHold: facts.places.some(({ meetingStatus }) => meetingStatus === null || meetingStatus === 'draft'),
    });
  }

  /** The years next to this one, as far as anybody plans or looks back. */
  private yearsBeside(year: number): number[] {
    const now = Number(this.clock.today().slice(0, 4));
    return [year - 1, year, year + 1].filter((n) => n === year || Math.abs(n - now) <= farthestYears);
  }

  /** @param day proposed for a new place */
  placePage(
    ctx: Ctx,
    { series, year, place, day }: { series: SeriesRow; year: number; place?: PlaceRow; day?: string },
    given: Given = {},
  ): Answer {
    const path = pathOf(series.id, year);
    const { form = place ? freshForm(placeValues(place)) : this.freshPlace(series, day), status = 200 } = given;
    const data = {
      title: this.say(ctx, place ? 'editPlace' : 'newPlace'),
      crumbs: this.crumbs(ctx, series, year),
      action: place ? `/planned-meetings/${place.id}/edit` : `${path}/meetings`,
      removal: place ? `/planned-meetings/${place.id}/removal` : null,
      cancel: path,
      version: place && (form.conflict ? place.version : (form.values.version ?? place.version)),
      form,
      labels,
      zones: zoneOptions,
    };
    return this.views.page(ctx, 'planning/year/place', data, status);
  }

  fixedPage(ctx: Ctx, { fixed, next }: { fixed?: FixedRow; next: string }, given: Given = {}): Answer {
    const { form = freshForm(fixed ?? { kind: 'ncp_meeting' }), status = 200 } = given;
    const data = {
      title: this.say(ctx, fixed ? 'editFixed' : 'newFixed'),
      crumbs: [
        { href: '/meetings', key: 'meetings.meeting.listTitle' },
        { href: next, key: 'planning.year.back' },
      ],
      action: fixed ? `/fixed-dates/${fixed.id}/edit` : '/fixed-dates',
      removal: fixed ? `/fixed-dates/${fixed.id}/removal` : null,
      next,
      version: fixed && (form.conflict ? fixed.version : (form.values.version ?? fixed.version)),
      kinds: fixedKinds.map((value) => ({ value, key: `planning.year.line.${value}` })),
      form,
      labels,
    };
    return this.views.page(ctx, 'planning/year/fixed', data, status);
  }

  holdPage(ctx: Ctx, series: SeriesRow, year: number): Answer {
    const say = (part: string) => this.say(ctx, `hold.${part}`, { series: series.code, year });
    const path = pathOf(series.id, year);
    const buttons = { action: `${path}/save-the-date`, submit: say('submit'), cancel: path };
    const data = { title: say('title'), text: say('text'), crumbs: this.crumbs(ctx, series, year), ...buttons };
    return this.views.page(ctx, 'platform/confirm', data);
  }

  private freshPlace(series: SeriesRow, day?: string): FormState {
    const times = { startTime: '09:00', endTime: '15:00', zone: 'Europe/Oslo' };
    return freshForm({ title: series.nameEn, start: day ?? '', ...times });
  }

  private crumbs(ctx: Ctx, series: SeriesRow, year: number) {
    return [
      { href: '/meetings', key: 'meetings.meeting.listTitle' },
      { href: pathOf(series.id, year), text: this.say(ctx, 'title', { series: series.code, year }) },
    ];
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `planning.year.${key}`, params);
  }
}

export const pathOf = (seriesId: string, year: number): string => `/series/${seriesId}/years/${year}`;

const placeValues = ({ startWall, endWall, ...place }: PlaceRow) => ({
  ...place,
  start: startWall.slice(0, 10),
  startTime: startWall.slice(11),
  end: endWall.slice(0, 10),
  endTime: endWall.slice(11),
});
