import { meanKind, shareOf, timeliness } from './state-overview.rules.js';

describe('figures about few', () => {
  it.each([
    [0, 0, { kind: 'unknown' }],
    [0, 1, { kind: 'few', part: 0, whole: 1 }],
    [4, 4, { kind: 'few', part: 4, whole: 4 }],
    [4, 5, { kind: 'share', share: 80, part: 4, whole: 5 }],
    [0, 5, { kind: 'share', share: 0, part: 0, whole: 5 }],
    [2, 3000, { kind: 'share', share: 0, part: 2, whole: 3000 }],
  ])('%d of %d are told as they are', (part, whole, told) => {
    expect(shareOf(part, whole)).toEqual(told);
  });

  it.each([
    [null, 0, 'unknown'],
    [0, 1, 'few'],
    [3.5, 4, 'few'],
    [3.5, 5, 'mean'],
  ] as const)('a mean of %s days over %d is %s', (days, of, kind) => {
    expect(meanKind({ days, of })).toBe(kind);
  });

  it.each([
    [null, null],
    [-1, 'early'],
    [0, 'onDay'],
    [1, 'late'],
  ] as const)('%s days after the due date is %s', (days, word) => {
    expect(timeliness(days)).toBe(word);
  });
});
