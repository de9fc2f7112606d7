import { delegationsOf, figuresOf, isExpected, isOnSite, mayCertify, type Taking } from './roster.rules.js';

const person = (more: Partial<Taking & { isHead: boolean; name: string }> = {}) => ({
  ...{ name: '', stateCode: 'SE', type: 'governmental', isHead: false },
  ...{ answer: 'accepted', answerMode: 'on_site', presence: null },
  ...more,
});

it.each([
  ['somebody who said yes', {}, true, true],
  ['somebody who comes online', { answerMode: 'online' }, true, false],
  ['an accepted calendar invitation that does not say how', { answerMode: null }, true, true],
  ['somebody who may come', { answer: 'tentative', answerMode: null }, false, false],
  ['somebody who said yes and is not there', { presence: 'absent' }, false, false],
  ['somebody with regrets', { presence: 'regrets' }, false, false],
  ['somebody who said no and came', { answer: 'declined', presence: 'on_site' }, true, true],
  ['somebody who was to come and joined online', { presence: 'online' }, true, false],
  ['somebody who was never invited', { answer: null, answerMode: null, presence: 'on_site' }, true, true],
] as const)('%s', (...[, more, expected, onSite]) => {
  expect(isExpected(person(more))).toBe(expected);
  expect(isOnSite(person(more))).toBe(onSite);
});

it('groups by State with the head of the delegation first', () => {
  const rows = [
    person({ name: 'a', stateCode: 'SE' }),
    person({ name: 'b', stateCode: null }),
    person({ name: 'c', stateCode: 'SE', isHead: true, presence: 'on_site' }),
    person({ name: 'd', stateCode: 'FI', answer: 'declined' }),
  ];
  const groups = delegationsOf(rows, ['FI', 'NO', 'SE']);
  expect(groups.map(({ stateCode, expected, present }) => [stateCode, expected, present])).toEqual([
    ['FI', 0, 0],
    ['SE', 2, 1],
    [null, 1, 0],
  ]);
  expect(groups[1]!.rows.map(({ name }) => name)).toEqual(['c', 'a']);
});

it('counts by type of organisation and State', () => {
  const rows = [
    person({ type: 'ngo', stateCode: 'FI' }),
    person(),
    person({ presence: 'online' }),
    person({ type: null, stateCode: null }),
    person({ answer: 'declined', stateCode: 'DK' }),
  ];
  expect(figuresOf(rows)).toEqual({
    ...{ invited: 5, expected: 4, present: 1, states: 2 },
    types: [
      { type: 'governmental', count: 2 },
      { type: 'ngo', count: 1 },
      { type: 'other', count: 1 },
    ],
  });
});

it.each([
  ['on_site', 'held', '2026-12-10T15:00:00.000Z', true],
  ['online', 'called', '2026-12-10T15:00:00.000Z', true],
  ['on_site', 'held', '2026-12-10T13:00:00.000Z', false],
  ['regrets', 'held', '2026-12-10T15:00:00.000Z', false],
  [null, 'held', '2026-12-10T15:00:00.000Z', false],
  ['on_site', 'cancelled', '2026-12-10T15:00:00.000Z', false],
] as const)('certifies attendance: %s, %s, %s', (...[presence, status, now, expected]) => {
  expect(mayCertify(presence, { status, endAt: '2026-12-10T14:00:00.000Z' }, now)).toBe(expected);
});
