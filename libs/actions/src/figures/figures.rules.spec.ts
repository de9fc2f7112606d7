import { averageDelay, barsOf, medianDays, onTime, percent } from './figures.rules.js';

const pair = (from: string | null, to: string, count = 1) => ({ from, to, count });

describe('figures of actions', () => {
  it('takes the middle of an odd number and the mean of the two middle ones of an even number', () => {
    expect(medianDays([pair('2026-01-01', '2026-01-02'), pair('2026-01-01', '2026-01-11', 2)])).toBe(10);
    expect(medianDays([pair('2026-01-01', '2026-01-02'), pair('2026-01-01', '2026-01-11')])).toBe(5.5);
    expect(medianDays([])).toBeNull();
  });

  it('counts what was in time as no delay, and leaves out what had no due date', () => {
    const pairs = [pair('2026-03-01', '2026-02-01'), pair('2026-03-01', '2026-03-11'), pair(null, '2026-03-11', 50)];
    expect(averageDelay(pairs)).toBe(5);
    expect(onTime(pairs)).toEqual({ onTime: 1, withDue: 2 });
    expect(averageDelay([pair(null, '2026-03-11')])).toBeNull();
  });

  it('takes the due date itself for in time', () => {
    expect(onTime([pair('2026-03-01', '2026-03-01')])).toEqual({ onTime: 1, withDue: 1 });
  });

  it('says nothing in per cent of nothing', () => {
    expect([percent(1, 3), percent(0, 0)]).toEqual([33, null]);
  });

  it('draws the tallest bar to the top and nothing below the ground', () => {
    const [first, second] = barsOf([
      { year: '2025', opened: 10, closed: 0 },
      { year: '2026', opened: 5, closed: 5 },
    ]);
    expect(first!.opened).toEqual({ x: 18, y: 0, height: 100 });
    expect(first!.closed).toMatchObject({ y: 100, height: 0 });
    expect(second!.closed).toEqual({ x: 152, y: 50, height: 50 });
  });
});
