import { expect, it } from '@jest/globals';
import { weighed, weighedBy, weights } from './rule-sets.rules.js';

const likeness = weighed([
  { sign: 'sameState', weight: weights.person.sameState },
  { sign: 'sameName', weight: weights.person.sameName },
]);

it.each<[string, Record<string, number>, number, string[]]>([
  ['weighs as usual what the set does not name', {}, 75, ['sameName', 'sameState']],
  ['weighs as the set says, and puts the weightiest first', { sameState: 90 }, 150, ['sameState', 'sameName']],
  ['leaves out a sign that weighs nothing', { sameName: 0 }, 15, ['sameState']],
  ['lets a sign speak against', { sameState: -40 }, 20, ['sameName', 'sameState']],
])('%s', (...[, own, score, signs]) => {
  const found = weighedBy(likeness, own);
  expect([found.score, found.reasons.map(({ sign }) => sign)]).toEqual([score, signs]);
});
