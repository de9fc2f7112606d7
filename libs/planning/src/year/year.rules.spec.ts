import { easterOf, holidaysOf, weekdayOf } from '@samrad/platform/pure';
import { freeNcpMeetings, gapBetween, mondayOf, nextYear, warningsOf, type Days, type FixedDay } from './year.rules.js';

const days = (from: string, to = from): Days => ({ from, to });

describe('holidays', () => {
  it.each([
    [2014, '2014-04-20'],
    [2023, '2023-04-09'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, day) => {
    expect(easterOf(year)).toBe(day);
  });

  const eu = (year: number) =>
    holidaysOf(year)
      .filter(({ calendar }) => calendar === 'eu')
      .map(({ day }) => day.slice(5));

  // 2013/C 39/03 and 2021/C 201 I/02 (Brussels).
  it.each([
    [
      2014,
      ['01-01', '01-02', '04-17', '04-18', '04-21', '05-01', '05-09', '05-29', '05-30', '06-09', '07-21', '08-15'],
      ['12-24', '12-25', '12-26', '12-29', '12-30', '12-31'],
    ],
    [
      2023,
      [
        '01-02',
        '04-06',
        '04-07',
        '04-10',
        '05-01',
        '05-09',
        '05-18',
        '05-19',
        '05-29',
        '07-21',
        '08-15',
        '11-01',
        '11-02',
      ],
      ['12-25', '12-26', '12-27', '12-28', '12-29'],
    ],
  ])('of the EU institutions in %i are those that the Commission published', (year, most, last) => {
    expect(eu(year)).toEqual([...most, ...last]);
  });

  it('of Norway are twelve a year', () => {
    const norwegian = holidaysOf(2027).filter(({ calendar }) => calendar === 'no');
    expect(norwegian).toHaveLength(12);
    expect(norwegian.map(({ day }) => day)).toEqual(expect.arrayContaining(['2027-05-17', '2027-03-25', '2027-05-06']));
  });
});

it.each([
  ['2026-11-26', 4, '2026-11-23'],
  ['2027-01-03', 7, '2026-12-28'],
  ['2023-12-31', 7, '2023-12-25'],
  ['2024-02-29', 4, '2024-02-26'],
])('%s is weekday %i of the week of %s', (day, weekday, monday) => {
  expect([weekdayOf(day), mondayOf(day)]).toEqual([weekday, monday]);
});

it.each([
  [days('2027-03-10', '2027-03-11'), days('2027-03-11', '2027-03-12'), 0],
  [days('2027-03-10'), days('2027-03-15'), 5],
  [days('2027-03-15'), days('2027-03-10'), 5],
])('between %j and %j lie %i days', (a, b, gap) => {
  expect(gapBetween(a, b)).toBe(gap);
});

describe('a planned meeting', () => {
  const ncp: FixedDay = { kind: 'ncp_meeting', title: 'NCP', from: '2027-04-13', to: '2027-04-14' };
  const conference: FixedDay = { kind: 'other', title: 'Conference', from: '2027-10-05', to: '2027-10-07' };
  const surroundings = {
    holidays: holidaysOf(2027),
    fixed: [ncp, conference],
    others: [{ title: 'REG 44', ...days('2027-06-10') }],
  };
  const kinds = (meeting: Days) => warningsOf(meeting, surroundings).map(({ kind }) => kind);

  it.each<[string, Days, string[]]>([
    ['on a plain day', days('2027-09-15'), []],
    ['on a Saturday', days('2027-09-18'), ['weekend']],
    ['over a weekend', days('2027-09-17', '2027-09-20'), ['weekend']],
    ['on 17 May, which is Whit Monday too', days('2027-05-17'), ['holiday', 'holiday', 'holiday']],
    ['on a day when only the EU is closed', days('2027-07-21'), ['holiday']],
    ['on the days of an NCP meeting', days('2027-04-14'), ['overlapsNcp']],
    ['in the week of an NCP meeting', days('2027-04-15'), ['withNcp']],
    ['in the week after it', days('2027-04-19'), []],
    ['on the days of another event', days('2027-10-07', '2027-10-08'), ['overlapsFixed']],
    ['in the week of another event', days('2027-10-08'), []],
    ['on the day of another meeting', days('2027-06-10'), ['overlap']],
    ['five days before it', days('2027-06-05'), ['weekend', 'near']],
    ['six days before it', days('2027-06-04'), []],
    ['five days after it', days('2027-06-15'), ['near']],
  ])('%s: %j warns of %j', (_, meeting, expected) => {
    expect(kinds(meeting)).toEqual(expected);
  });

  it('names what it collides with', () => {
    expect(warningsOf(days('2027-05-06'), surroundings)).toEqual([
      { kind: 'holiday', what: 'no.ascension', day: '2027-05-06' },
      { kind: 'holiday', what: 'eu.ascension', day: '2027-05-06' },
    ]);
  });

  it('is suggested for the week of an NCP meeting that has none', () => {
    const autumn: FixedDay = { ...ncp, title: 'NCP autumn', from: '2027-11-09', to: '2027-11-10' };
    expect(freeNcpMeetings([ncp, autumn, conference], [days('2027-04-15')])).toEqual([autumn]);
  });
});

it.each([
  ['2026-03-12', '2027-03-11'],
  ['2027-12-30', '2028-12-28'],
  ['2026-01-01', '2027-01-07'],
  ['2028-01-02', '2029-01-07'],
])('a year after %s comes %s, the same weekday', (day, later) => {
  expect(nextYear(day)).toBe(later);
  expect(weekdayOf(later)).toBe(weekdayOf(day));
});
