import fc from 'fast-check';
import { addDays, daysBetween } from './zoned.js';

describe('days between two days', () => {
  it.each([
    ['2026-03-28', '2026-03-30', 2],
    ['2028-02-28', '2028-03-01', 2],
    ['2026-10-24', '2026-10-26', 2],
    ['2026-12-31', '2026-01-01', -364],
    ['2026-05-05', '2026-05-05', 0],
    ['2026-05-05T09:00', '2026-05-07T08:00', 2],
  ])('from %s to %s are %d', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it('are as many as lead from one to the other, on any day of any year', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), fc.integer({ min: -5000, max: 5000 }), (start, days) => {
        const from = addDays('2026-01-31', start);
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  it.each(['2026-02-30', '2026-13-01', 'tomorrow'])('are refused of %s, which is no day', (day) => {
    expect(() => daysBetween(day, '2026-05-05')).toThrow(RangeError);
  });
});
