import { periodFaults } from './state.rules.js';

const period = (validFrom: string, validTo: string | null = null) => ({ validFrom, validTo });

describe('periods of a State', () => {
  it.each([
    ['none', [], []],
    ['one without an end', [period('2021-03-11')], []],
    ['one after the other', [period('2022-01-01'), period('2021-03-11', '2021-12-31')], []],
    ['an end before the beginning', [period('2021-03-11', '2021-03-10')], ['periods.0.validTo']],
    ['a day in two', [period('2021-03-11', '2021-12-31'), period('2021-12-31')], ['periods.1.validFrom']],
    ['two without an end', [period('2021-03-11'), period('2022-03-11')], ['periods.1.validFrom']],
  ])('%s', (_, periods, fields) => {
    expect(Object.keys(periodFaults(periods))).toEqual(fields);
  });
});
