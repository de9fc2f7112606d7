import { workingDaysFrom } from './holidays.js';

it.each([
  ['2026-11-26', 1, '2026-11-27', []],
  ['2026-11-27', 1, '2026-11-30', []],
  // Maundy Thursday, Good Friday and Easter Monday of 2027.
  ['2027-03-24', 2, '2027-03-31', ['maundyThursday', 'goodFriday', 'easterMonday']],
  // The week of 17 May 2027: Ascension on the 6th, Whit Monday and Constitution Day both on the 17th.
  ['2027-05-14', 1, '2027-05-18', ['constitutionDay', 'whitMonday']],
  // The EU institutions are closed from 24 December to 2 January.
  ['2026-12-23', 1, '2027-01-04', ['endOfYear', 'christmasDay', 'newYear']],
  ['2026-11-30', -1, '2026-11-27', []],
])('from %s, %i working days lead to %s', (...row) => {
  const [from, days, day, holidays] = row;
  const counted = workingDaysFrom(from as string, days as number);
  expect(counted.day).toBe(day);
  expect(counted.skipped.map(({ name }) => name)).toEqual(expect.arrayContaining(holidays as string[]));
});
