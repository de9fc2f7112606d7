import { whenText } from '@samrad/meetings';
import type { I18n, Language } from '@samrad/platform/i18n';
import { formatDay } from '@samrad/platform/views';
import type { FixedRow, PlaceRow } from '../year.finder.js';
import {
  freeNcpMeetings,
  warningsOf,
  type Days,
  type FixedDay,
  type Holiday,
  type Neighbour,
  type Warning,
} from '../year.rules.js';

/** Everything in a year. */
export interface YearFacts {
  year: number;
  places: PlaceRow[];
  fixed: FixedRow[];
  holidays: Holiday[];
  /** Meetings that are no place of the plan. */
  others: { id: string; title: string; startWall: string; endWall: string }[];
}

export const daysOf = ({ startWall, endWall }: { startWall: string; endWall: string }): Days => ({
  from: startWall.slice(0, 10),
  to: endWall.slice(0, 10),
});

const asFixed = ({ kind, title, startsOn, endsOn }: FixedRow): FixedDay => ({
  kind,
  title,
  from: startsOn,
  to: endsOn,
});

/** What is to be said about each place, by its id. */
export function warningsByPlace({ places, fixed, holidays, others }: YearFacts): Map<string, Warning[]> {
  const neighbours = (own: PlaceRow): Neighbour[] =>
    [...places.filter(({ id }) => id !== own.id), ...others].map((one) => ({ title: one.title, ...daysOf(one) }));
  return new Map(
    places.map((place) => [
      place.id,
      warningsOf(daysOf(place), { holidays, fixed: fixed.map(asFixed), others: neighbours(place) }),
    ]),
  );
}

/** NCP meetings of the year in whose week nothing is planned. */
export const suggestionsOf = ({ year, places, fixed }: YearFacts): FixedDay[] =>
  freeNcpMeetings(fixed.map(asFixed), places.map(daysOf)).filter(({ from }) => from.startsWith(String(year)));

const tones: Record<Warning['kind'], { color: string; icon: string }> = {
  weekend: { color: 'warning', icon: 'ExclamationmarkTriangle' },
  holiday: { color: 'danger', icon: 'ExclamationmarkTriangle' },
  near: { color: 'warning', icon: 'ExclamationmarkTriangle' },
  overlap: { color: 'danger', icon: 'ExclamationmarkTriangle' },
  overlapsFixed: { color: 'warning', icon: 'ExclamationmarkTriangle' },
  overlapsNcp: { color: 'danger', icon: 'ExclamationmarkTriangle' },
  withNcp: { color: 'success', icon: 'CheckmarkCircle' },
};

interface Words {
  i18n: I18n;
  lang: Language;
}

export function presentWarning({ i18n, lang }: Words, { kind, what, day }: Warning) {
  const name = kind === 'holiday' ? i18n.t(lang, `platform.holiday.${what}`) : what;
  const text = i18n.t(lang, `planning.year.warning.${kind}`, { what: name, day: day ? formatDay(day, lang) : '' });
  return { ...tones[kind], text };
}

const statusTags: Record<string, { color: string; icon: string }> = {
  planned: { color: 'neutral', icon: 'Pencil' },
  draft: { color: 'neutral', icon: 'FileText' },
};

export function presentPlace(words: Words, place: PlaceRow, warnings: readonly Warning[]) {
  const status = place.meetingStatus ?? 'planned';
  return {
    ...place,
    when: whenText(words.lang, place),
    tag: {
      ...(statusTags[status] ?? { color: 'info', icon: 'CheckmarkCircle' }),
      key: place.meetingStatus ? `meetings.meeting.status.${status}` : 'planning.year.planned',
    },
    warnings: warnings.map((warning) => presentWarning(words, warning)),
  };
}

/** One line of the calendar of the year. */
interface Line {
  day: string;
  until: string | null;
  text: string;
  kind: 'place' | 'meeting' | 'ncp_meeting' | 'other' | 'holiday';
  href: string | null;
  fixedId: string | null;
}

const lineTags: Record<Line['kind'], { color: string; icon: string }> = {
  place: { color: 'accent', icon: 'Star' },
  meeting: { color: 'info', icon: 'Calendar' },
  ncp_meeting: { color: 'success', icon: 'PersonGroup' },
  other: { color: 'neutral', icon: 'Calendar' },
  holiday: { color: 'neutral', icon: 'Sun' },
};

/** Month by month, everything in order: planned and other meetings, fixed dates, holidays. */
export function calendarOf(words: Words, facts: YearFacts) {
  const lines = [...placeLines(facts), ...fixedLines(facts), ...holidayLines(words, facts)]
    .filter(({ day, until }) => [day, until ?? day].some((one) => one.startsWith(String(facts.year))))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return Array.from({ length: 12 }, (_, index) => {
    const month = `${facts.year}-${String(index + 1).padStart(2, '0')}`;
    const heading = formatDay(`${month}-01`, words.lang, { month: 'long', timeZone: 'UTC' });
    const own = lines.filter(({ day }) => day.startsWith(month));
    return {
      heading: heading.charAt(0).toUpperCase() + heading.slice(1),
      lines: own.map((line) => ({
        ...line,
        when: shortDays(words.lang, line),
        tag: { ...lineTags[line.kind], key: `planning.year.line.${line.kind}` },
      })),
    };
  });
}

function placeLines({ places, others }: YearFacts): Line[] {
  const line = (kind: 'place' | 'meeting', own: YearFacts['others'][number], href: string): Line => {
    const { from, to } = daysOf(own);
    return { day: from, until: to === from ? null : to, text: own.title, kind, href, fixedId: null };
  };
  return [
    ...places.map((one) =>
      line('place', one, one.meetingId ? `/meetings/${one.meetingId}` : `/planned-meetings/${one.id}/edit`),
    ),
    ...others.map((one) => line('meeting', one, `/meetings/${one.id}`)),
  ];
}

const fixedLines = ({ fixed }: YearFacts): Line[] =>
  fixed.map(({ id, kind, title, startsOn, endsOn, place }) => ({
    day: startsOn,
    until: endsOn === startsOn ? null : endsOn,
    text: place ? `${title}, ${place}` : title,
    kind,
    href: `/fixed-dates/${id}/edit`,
    fixedId: id,
  }));

/** A day that is a holiday in both calendars is one line. */
function holidayLines({ i18n, lang }: Words, { holidays }: YearFacts): Line[] {
  const byDay = new Map<string, Holiday[]>();
  for (const holiday of holidays) byDay.set(holiday.day, [...(byDay.get(holiday.day) ?? []), holiday]);
  return [...byDay].map(([day, own]) => ({
    day,
    until: null,
    text: own.map(({ calendar, name }) => i18n.t(lang, `platform.holiday.${calendar}.${name}`)).join(', '),
    kind: 'holiday',
    href: null,
    fixedId: null,
  }));
}

/** `13 Apr – 14 Apr`: the year stands above. */
function shortDays(lang: Language, { day, until }: Line): string {
  const short = (one: string) => formatDay(one, lang, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return until ? `${short(day)} – ${short(until)}` : short(day);
}
