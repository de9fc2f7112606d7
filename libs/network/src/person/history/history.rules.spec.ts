import { changesOf, comings } from './history.rules.js';

describe('what changed', () => {
  it.each<[string, object, object, string | null, object]>([
    [
      'names the field, how it was and how it is',
      { phone: '1', note: null },
      { phone: '2', note: null },
      null,
      { fields: ['phone'], changes: [{ field: 'phone', from: '1', to: '2' }] },
    ],
    [
      'says why, when somebody said so',
      { a: 1 },
      { a: 1 },
      'Typing error',
      { fields: [], changes: [], why: 'Typing error' },
    ],
    ['takes absent and empty for the same', { note: undefined }, { note: null }, '', { fields: [], changes: [] }],
    [
      'compares lists as wholes',
      { topics: ['a'] },
      { topics: ['a', 'b'] },
      null,
      { fields: ['topics'], changes: [{ field: 'topics', from: ['a'], to: ['a', 'b'] }] },
    ],
    ['knows only the fields of the new one', { version: 1, a: 1 }, { a: 1 }, null, { fields: [], changes: [] }],
  ])('%s', (...[, before, after, why, expected]) => expect(changesOf(before, after, why)).toEqual(expected));

  it('of a list is what came and what went', () =>
    expect(comings(['a', 'b'], ['b', 'c'])).toEqual({ added: ['c'], removed: ['a'] }));
});
