import { expect, it } from '@jest/globals';
import { matrixOf } from './matrix.rules.js';

const counted = [
  { topic: 'law', state: 'NO', persons: 3 },
  { topic: 'law', state: null, persons: 2 },
  { topic: 'law', state: 'XX', persons: 1 },
  { topic: 'data', state: 'SE', persons: 1 },
];

it('counts in each place, names the gaps, and adds up', () => {
  const matrix = matrixOf(['law', 'data', 'none'], ['NO', 'SE'], counted);
  expect(matrix.rows).toMatchObject([
    { topic: 'law', cells: [{ persons: 3 }, { persons: 0 }], others: 3, persons: 6, gaps: ['SE'] },
    { topic: 'data', others: 0, persons: 1, gaps: ['NO'] },
    { topic: 'none', persons: 0, gaps: ['NO', 'SE'] },
  ]);
  expect([matrix.gaps, matrix.cells]).toEqual([4, 6]);
  expect(matrix.gapsByState).toEqual([
    { state: 'NO', persons: 2 },
    { state: 'SE', persons: 2 },
  ]);
});
