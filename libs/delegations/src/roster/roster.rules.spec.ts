import { delegationsOf, figuresOf, isOnSite, mayCertify, waitsForCertificate, type Taking } from './roster.rules.js';

const person = (more: Partial<Taking & { isHead: boolean; name: string }> = {}) => ({
  ...{ name: '', stateCode: 'SE', type: 'governmental', isHead: false },
  ...{ answer: 'accepted', answerMode: 'on_site', presence: null, isSent: true, seat: null },
  ...more,
});

it.each([
  ['somebody who said yes', {}, 1, true],
  ['somebody who said yes and waits for a seat', { seat: 'waiting' }, 0, false],
  ['somebody who waited for a seat and came', { seat: 'waiting', presence: 'on_site' }, 0, true],
  ['somebody who comes online', { answerMode: 'online' }, 1, false],
  ['an accepted calendar invitation that does not say how', { answerMode: null }, 1, true],
  ['somebody who may come', { answer: 'tentative', answerMode: null }, 0, false],
  ['somebody who said yes and is not there', { presence: 'absent' }, 1, false],
  ['somebody with regrets', { answer: 'declined', presence: 'regrets' }, 0, false],
  ['somebody who said no and came', { answer: 'declined', presence: 'on_site' }, 0, true],
  ['somebody who was to come and joined online', { presence: 'online' }, 1, false],
  ['somebody who was never invited', { answer: null, answerMode: null, presence: 'on_site', isSent: false }, 0, true],
] as const)('%s', (...[, more, expected, onSite]) => {
  expect(figuresOf([person(more)]).expected).toBe(expected);
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
    person({ seat: 'waiting', stateCode: 'DK' }),
    person({ answer: null, isSent: false, stateCode: 'NO', presence: 'on_site' }),
  ];
  expect(figuresOf(rows)).toEqual({
    ...{ invited: 6, expected: 4, waiting: 1, present: 2, states: 3 },
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
  const meeting = { status, endAt: '2026-12-10T14:00:00.000Z' };
  expect(mayCertify({ presence, isOwnWord: false }, meeting, now)).toBe(expected);
  expect(mayCertify({ presence, isOwnWord: true }, meeting, now)).toBe(false);
  expect(waitsForCertificate({ presence, isOwnWord: true }, meeting, now)).toBe(expected);
});
