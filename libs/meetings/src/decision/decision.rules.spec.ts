import { lowestFree, refOf } from './decision.rules.js';

it.each([
  [[], 1],
  [[1, 2, 3], 4],
  [[1, 2, 4], 3],
  [[3, 1], 2],
])('after %o comes %i', (taken, expected) => {
  expect(lowestFree(taken)).toBe(expected);
});

it('writes number and year', () => {
  expect(refOf({ number: 2, year: 2026 })).toBe('2/26');
  expect(refOf({ number: 12, year: 2005 })).toBe('12/05');
});
