import { addDays, daysBetween, isWeekend, weekdayOf, type Holiday } from '@samrad/platform/pure';

export type { Holiday };

/** A range of calendar days, both included. */
export interface Days {
  from: string;
  to: string;
}

export type FixedKind = 'ncp_meeting' | 'other';

export interface FixedDay extends Days {
  kind: FixedKind;
  title: string;
}

export interface Neighbour extends Days {
  title: string;
}

export type WarningKind =
  | 'weekend'
  | 'holiday'
  | 'near'
  | 'overlap'
  | 'overlapsFixed'
  | 'overlapsNcp'
  /** No fault: it lies well. */
  | 'withNcp';

export interface Warning {
  kind: WarningKind;
  /** The holiday (`no.goodFriday`), or the title of the other thing. */
  what: string | null;
  day: string | null;
}

/** Meetings closer than that are hard on those who travel to both. */
export const nearDays = 5;

/** Monday of the week of a day. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

export const overlap = (a: Days, b: Days): boolean => a.from <= b.to && b.from <= a.to;

/** Days from the end of the earlier to the beginning of the later; 0 when they overlap. */
export function gapBetween(a: Days, b: Days): number {
  if (overlap(a, b)) return 0;
  return a.to < b.from ? daysBetween(a.to, b.from) : daysBetween(b.to, a.from);
}

const sharesWeek = (a: Days, b: Days): boolean =>
  mondayOf(a.from) <= mondayOf(b.to) && mondayOf(b.from) <= mondayOf(a.to);

/** What a planned meeting is placed against. */
export interface Surroundings {
  holidays: readonly Holiday[];
  fixed: readonly FixedDay[];
  /** Other meetings, planned or made. */
  others: readonly Neighbour[];
}

/** What speaks against the days of a planned meeting, and whether it lies in the week of an NCP meeting. */
export function warningsOf(meeting: Days, { holidays, fixed, others }: Surroundings): Warning[] {
  return [
    ...weekendOf(meeting),
    ...holidays.filter(({ day }) => meeting.from <= day && day <= meeting.to).map(holidayWarning),
    ...others.flatMap((other) => neighbourOf(meeting, other)),
    ...fixed.flatMap((one) => fixedOf(meeting, one)),
  ];
}

function weekendOf({ from, to }: Days): Warning[] {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (isWeekend(day)) return [{ kind: 'weekend', what: null, day }];
  }
  return [];
}

const holidayWarning = ({ calendar, name, day }: Holiday): Warning => ({
  kind: 'holiday',
  what: `${calendar}.${name}`,
  day,
});

function neighbourOf(meeting: Days, other: Neighbour): Warning[] {
  const gap = gapBetween(meeting, other);
  if (gap > nearDays) return [];
  return [{ kind: gap === 0 ? 'overlap' : 'near', what: other.title, day: other.from }];
}

function fixedOf(meeting: Days, { kind, title, ...days }: FixedDay): Warning[] {
  const warning = (what: WarningKind): Warning[] => [{ kind: what, what: title, day: days.from }];
  if (overlap(meeting, days)) return warning(kind === 'ncp_meeting' ? 'overlapsNcp' : 'overlapsFixed');
  return kind === 'ncp_meeting' && sharesWeek(meeting, days) ? warning('withNcp') : [];
}

/** NCP meetings in whose week nothing is planned: people travel anyway. */
export const freeNcpMeetings = (fixed: readonly FixedDay[], meetings: readonly Days[]): FixedDay[] =>
  fixed.filter((one) => one.kind === 'ncp_meeting' && !meetings.some((meeting) => sharesWeek(meeting, one)));

/** The same weekday of about the same week a year later. */
export function nextYear(day: string): string {
  const same = addDays(day, 364);
  return same.slice(0, 4) === day.slice(0, 4) ? addDays(same, 7) : same;
}
