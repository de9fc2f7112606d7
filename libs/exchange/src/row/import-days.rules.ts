import { wordKey } from './import-text.rules.js';

export type DayFault = 'dayAmbiguous' | 'dayUnknown' | 'dayImpossible' | 'dayOutOfRange';
export type DayOddity = 'dayFromYear' | 'dayFromMonth' | 'dayFromSerial' | 'dayShortYear' | 'dayOrder';

/** A day as `YYYY-MM-DD`, or what is wrong with it. */
export type DayReading = { day: string; oddity?: DayOddity } | { fault: DayFault };

/** Which end of a period is read: `2026` starts on 1 January and ends on 31 December. */
export type PeriodEnd = 'from' | 'to';

type Reader = (match: RegExpExecArray, end: PeriodEnd) => DayReading;

const EARLIEST = 1950;
const LATEST = 2100;

/** Bokmål, nynorsk and English, full names and the usual short ones. */
const months: readonly (readonly string[])[] = [
  ['januar', 'january', 'jan'],
  ['februar', 'february', 'feb', 'febr'],
  ['mars', 'march', 'mar'],
  ['april', 'apr'],
  ['mai', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['desember', 'december', 'des', 'dec'],
];

const readers: readonly [RegExp, Reader][] = [
  [/^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$/, ([, y, m, d]) => dayOf(y, m, d)],
  [/^(\d{4})(\d{2})(\d{2})$/, ([, y, m, d]) => dayOf(y, m, d)],
  [/^(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4}|\d{2})\.?$/, ([, d, m, y]) => dayOf(y, m, d)],
  [/^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/, ([, a, b, y]) => eitherOrder(a!, b!, y!)],
  [/^(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(\p{L}+)\.?,?\s+(\d{4}|\d{2})\.?$/iu, ([, d, m, y]) => named(y, m, d)],
  [/^(\d{1,2})-(\p{L}+)\.?-(\d{4}|\d{2})$/u, ([, d, m, y]) => named(y, m, d)],
  [/^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s*(\d{4})$/iu, ([, m, d, y]) => named(y, m, d)],
  [/^(\p{L}+)\.?,?[\s-]+(\d{4})$/u, ([, m, y], end) => monthOf(y!, monthNumber(m!), end)],
  [/^(\d{1,2})[./-](\d{4})$/, ([, m, y], end) => monthOf(y!, Number(m), end)],
  [/^(\d{4})-(\d{1,2})$/, ([, y, m], end) => monthOf(y!, Number(m), end)],
  [/^(\d{4})$/, ([, y], end) => withOddity(end === 'from' ? dayOf(y, '1', '1') : dayOf(y, '12', '31'), 'dayFromYear')],
  [/^(\d{5})(?:\.0*)?$/, ([, serial]) => serialDay(Number(serial))],
];

/** Dates as people write them. Nothing is guessed: `03/04/2026` is refused, because it has two meanings. */
export function readDay(text: string, end: PeriodEnd): DayReading {
  for (const [pattern, read] of readers) {
    const match = pattern.exec(text.trim());
    if (match) return read(match, end);
  }
  return { fault: 'dayUnknown' };
}

/** Words for "has no end". */
export const isOpenEnd = (text: string): boolean =>
  [
    'present',
    'now',
    'ongoing',
    'open',
    'na',
    'no',
    'lopende',
    'lopande',
    'dd',
    'd d',
    'until further notice',
    'inntil videre',
    'inntil vidare',
  ].includes(wordKey(text));

function dayOf(year = '', month = '', day = ''): DayReading {
  const isShort = year.length === 2;
  const y = Number(year) + (isShort ? 2000 : 0);
  const [m, d] = [Number(month), Number(day)];
  if (d < 1 || d > daysIn(y, m)) return { fault: 'dayImpossible' };
  if (y < EARLIEST || y > LATEST) return { fault: 'dayOutOfRange' };
  const text = iso(y, m, d);
  return isShort ? { day: text, oddity: 'dayShortYear' } : { day: text };
}

/** With strokes or dashes both orders are in use; only a number above 12 tells which. */
function eitherOrder(a: string, b: string, year: string): DayReading {
  if (Number(b) > 12) return withOddity(dayOf(year, a, b), 'dayOrder');
  if (Number(a) > 12 || a === b) return dayOf(year, b, a);
  return Number(a) === Number(b) ? dayOf(year, b, a) : { fault: 'dayAmbiguous' };
}

function named(year = '', month = '', day = ''): DayReading {
  const number = monthNumber(month);
  return number === 0 ? { fault: 'dayUnknown' } : dayOf(year, String(number), day);
}

function monthOf(year: string, month: number, end: PeriodEnd): DayReading {
  if (month === 0) return { fault: 'dayUnknown' };
  const day = end === 'from' || month > 12 ? 1 : daysIn(Number(year), month);
  return withOddity(dayOf(year, String(month), String(day)), 'dayFromMonth');
}

/** From 1 to 12; 0 for a word that is no month. */
function monthNumber(word: string): number {
  const key = wordKey(word);
  return months.findIndex((names) => names.includes(key)) + 1;
}

/** The number that a spreadsheet stores for a day, counted from 30 December 1899. */
function serialDay(serial: number): DayReading {
  const day = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
  return withOddity(dayOf(day.slice(0, 4), day.slice(5, 7), day.slice(8)), 'dayFromSerial');
}

const withOddity = (reading: DayReading, oddity: DayOddity): DayReading =>
  'day' in reading ? { ...reading, oddity } : reading;

/** 0 for a month that is none. */
const daysIn = (year: number, month: number) =>
  month < 1 || month > 12 ? 0 : new Date(Date.UTC(year, month, 0)).getUTCDate();

const iso = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
