import { describe, expect, it } from '@jest/globals';
import { standingOf } from '../group-invitation/group-invitation.rules.js';
import { isPlausible } from '../application/application.rules.js';
import { fewestExperts, gaps, hasGap, lackingAreas, type StateCoverage } from '../coverage/coverage.rules.js';
import { daysBeforeOf, dueReminders, endOfNext, startOfNext, termFault } from './term.rules.js';

describe('reminders before a term ends', () => {
  it('are read from the setting, the nearest first, each day once', () =>
    expect(daysBeforeOf('60, 14,60')).toEqual([14, 60]));

  it.each([
    ['2026-11-23', []],
    ['2026-12-01', [60]],
    ['2027-01-15', [60]],
    ['2027-01-16', [14, 60]],
    ['2027-01-30', [14, 60]],
    ['2027-01-31', []],
  ])('for a term that ends on 30 January, on %s: %j', (today, expected) =>
    expect(dueReminders('2027-01-30', today, [14, 60])).toEqual(expected),
  );
});

it.each([
  ['2026-12-31', '2027-01-01', '2028-12-31'],
  ['2026-02-28', '2026-03-01', '2028-02-29'],
  ['2028-02-28', '2028-02-29', '2030-02-28'],
])('a term that follows %s lasts from %s to %s', (end, start, last) => {
  expect(startOfNext(end)).toBe(start);
  expect(endOfNext(start)).toBe(last);
});

it.each([
  ['2026-11-22', 'joining.invalid.over'],
  ['2026-11-23', undefined],
  ['2036-11-23', undefined],
  ['2036-11-24', 'joining.invalid.tooFar'],
])('a term until %s is refused with %s', (validTo, key) => expect(termFault(validTo, '2026-11-23')?.key).toBe(key));

it.each([
  ['open', '2026-12-01', 'open'],
  ['open', '2026-11-22', 'expired'],
  ['accepted', '2026-11-22', 'accepted'],
] as const)('an invitation that is %s until %s is %s', (status, answerBy, expected) =>
  expect(standingOf({ status, answerBy }, '2026-11-23')).toBe(expected),
);

it.each([
  [null, false],
  ['2026-11-23T08:00:58.000Z', false],
  ['2026-11-23T08:00:50.000Z', true],
  ['2026-11-20T08:00:00.000Z', false],
])('a form opened at %s was sent by a human: %s', (opened, expected) =>
  expect(isPlausible(opened, '2026-11-23T08:01:00.000Z')).toBe(expected),
);

describe('coverage', () => {
  const full: StateCoverage = {
    ...{ stateCode: 'SE', experts: fewestExperts, members: 1, alternates: 1, nextEnd: null },
    areas: { policymaking: 1, law: 1, research: 1, statistics: 2 },
  };
  const lacking = { ...full, areas: { ...full.areas, law: 0 } };

  it.each([
    ['everything', full, []],
    ['no lawyer', lacking, ['only', 'areas']],
    ['two experts', { ...full, experts: 2 }, ['only']],
    ['no member', { ...full, members: 0 }, ['only', 'members']],
    ['no alternate', { ...full, alternates: 0 }, ['only', 'alternates']],
  ])('a State with %s', (_, row, expected) => expect(gaps.filter((gap) => hasGap(row, gap))).toEqual(expected));

  it('names the areas that nobody knows', () => expect(lackingAreas(lacking)).toEqual(['law']));
});
