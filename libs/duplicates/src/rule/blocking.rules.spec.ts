import { expect, it } from '@jest/globals';
import { blocksOf, neighbours, pairsIn } from './blocking.rules.js';

it('compares those who share a key, and nobody else', () => {
  expect(blocksOf([['a'], ['b'], ['a', 'b'], ['c']])).toEqual([
    [0, 2],
    [1, 2],
  ]);
});

it('compares a frequent name with its neighbours only, so that the work grows with the number of records', () => {
  const block = Array.from({ length: 1000 }, (_, index) => index);
  const pairs = [...pairsIn(block, (index) => String(index).padStart(4, '0'))];
  expect(pairs.length).toBeLessThanOrEqual(1000 * neighbours);
  expect(pairs).toContainEqual([0, 1]);
});
