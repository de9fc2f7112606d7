import { pointsFor, resultOf } from './ranking.rules.js';

const aspects = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const answer = (stateCode: string, ...aspectIds: string[]) => ({ stateCode, aspectIds });
const short = (result: ReturnType<typeof resultOf>) =>
  result.map(({ id, points, firsts, rank }) => `${rank}. ${id} ${points} ${firsts}`);

it('gives the first place as many points as there are places, and the last one point', () => {
  expect([1, 2, 3, 4].map((place) => pointsFor(place, 3))).toEqual([3, 2, 1, 0]);
});

it('sorts by points, and counts only those who named an aspect', () => {
  const answers = [answer('SE', 'a', 'b', 'c'), answer('FI', 'b', 'c'), answer('NO', 'c')];
  expect(short(resultOf(aspects, answers, 3))).toEqual(['1. c 6 1', '2. b 5 1', '3. a 3 1', '4. d 0 0']);
});

it('shares a rank only among equals', () => {
  const result = resultOf(aspects, [answer('SE', 'b'), answer('FI', 'a')], 2);
  expect(short(result)).toEqual(['1. a 2 1', '1. b 2 1', '3. c 0 0', '3. d 0 0']);
});

it('prefers what more States put first when the points are the same', () => {
  const result = resultOf(aspects, [answer('SE', 'a', 'c'), answer('FI', 'b', 'c')], 2);
  expect(short(result).slice(0, 3)).toEqual(['1. a 2 1', '1. b 2 1', '3. c 2 0']);
});
