import { barOf, countsOf, type DayCount, neighbours, periodAt, periodsFrom } from './timeline.rules.js';

describe('periods of a timeline', () => {
  it.each([
    ['week', '2026-11-26', { from: '2026-11-23', to: '2026-11-29' }],
    ['week', '2026-11-23', { from: '2026-11-23', to: '2026-11-29' }],
    ['week', '2026-11-29', { from: '2026-11-23', to: '2026-11-29' }],
    ['week', '2027-01-01', { from: '2026-12-28', to: '2027-01-03' }],
    ['month', '2028-02-29', { from: '2028-02-01', to: '2028-02-29' }],
    ['month', '2026-12-31', { from: '2026-12-01', to: '2026-12-31' }],
  ] as const)('are a %s from its first to its last day: that of %s', (by, day, period) => {
    expect(periodAt(day, by)).toEqual(period);
  });

  it.each(['week', 'month'] as const)('follow each other by %s without a gap or an overlap, over New Year', (by) => {
    const periods = periodsFrom('2026-11-26', by, 30);
    for (const [at, { from }] of periods.slice(1).entries()) {
      expect(new Date(`${from}T00:00Z`).getTime() - new Date(`${periods[at]!.to}T00:00Z`).getTime()).toBe(86_400_000);
    }
  });

  it.each(['week', 'month'] as const)('lead back by %s to where they came from', (by) => {
    const periods = periodsFrom('2026-11-26', by);
    const { after } = neighbours(periods, by);
    expect(neighbours(periodsFrom(after, by), by).before).toBe(periods[0]!.from);
  });
});

describe('what is due', () => {
  const day = (at: string, isFinished: boolean, count: number): DayCount => ({ day: at, isFinished, count });
  const periods = periodsFrom('2026-11-26', 'week', 2);

  it('is late from the day after, as long as it is not finished', () => {
    const days = [day('2026-11-24', false, 3), day('2026-11-24', true, 5), day('2026-11-26', false, 2)];
    expect(countsOf(periods, days, '2026-11-26')[0]).toMatchObject({ late: 3, open: 2, finished: 5 });
    expect(countsOf(periods, days, '2026-11-27')[0]).toMatchObject({ late: 5, open: 0, finished: 5 });
  });

  it('counts the first and the last day of a period, and nothing outside', () => {
    const days = ['2026-11-22', '2026-11-23', '2026-11-29', '2026-11-30'].map((at) => day(at, false, 1));
    const [first, second] = countsOf(periods, days, '2026-11-01');
    expect([first!.open, second!.open]).toEqual([2, 1]);
  });

  it('is drawn one part after the other, the longest bar to the end, the smallest part still seen', () => {
    const count = { from: '', to: '', late: 1, open: 500, finished: 499 };
    const { late, open, finished } = barOf(count, 1000);
    expect(late).toEqual({ x: 0, width: 1 });
    expect(open).toEqual({ x: 1, width: 50 });
    expect(finished).toEqual({ x: 51, width: 49.9 });
    expect(barOf({ ...count, late: 0 }, 1000).late.width).toBe(0);
  });
});
