import { mayReplace, refOf, undecided } from './decision.rules.js';

it('writes number and year', () => {
  expect(refOf({ number: 2, year: 2026 })).toBe('2/26');
  expect(refOf({ number: 12, year: 2005 })).toBe('12/05');
});

it('finds the items for decision that have none', () => {
  const items = [
    { id: 'a', type: 'decision' },
    { id: 'b', type: 'discussion' },
    { id: 'c', type: 'decision' },
  ];
  expect(undecided(items, [{ itemId: 'a' }, { itemId: null }]).map(({ id }) => id)).toEqual(['c']);
});

it.each([
  ['a', 'b', [], true],
  ['a', 'a', [], false],
  ['a', 'b', [['b', 'a']], false],
  [
    'a',
    'b',
    [
      ['b', 'c'],
      ['c', 'a'],
    ],
    false,
  ],
  [
    'a',
    'b',
    [
      ['b', 'c'],
      ['c', 'b'],
    ],
    true,
  ],
])('%s replaced by %s when %j: %s', (...row) => {
  const [id, by, chain, expected] = row as [string, string, [string, string][], boolean];
  expect(mayReplace(id, by, new Map(chain))).toBe(expected);
});
