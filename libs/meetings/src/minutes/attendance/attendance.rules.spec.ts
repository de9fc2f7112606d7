import {
  countsOf,
  noteAfter,
  presenceOf,
  presences,
  stayFaults,
  storedOf,
  whyNotCorrect,
  whyNotNote,
} from './attendance.rules.js';

it.each([...presences])('stores %s and reads it back', (presence) => {
  const { isPresent, mode, isExcused } = storedOf(presence);
  expect(presenceOf({ isPresent, mode, isExcused })).toBe(presence);
  expect(presenceOf({ isPresent: Number(isPresent), mode, isExcused: Number(isExcused) })).toBe(presence);
});

const rows = [
  { stateCode: 'NO', presence: 'on_site' },
  { stateCode: 'NO', presence: 'absent' },
  { stateCode: 'SE', presence: 'online' },
  { stateCode: 'FI', presence: null },
  { stateCode: 'FI', presence: 'regrets' },
  { stateCode: null, presence: 'on_site' },
] as const;

it('counts persons and the States that are there', () => {
  expect(countsOf(rows)).toEqual({ onSite: 2, online: 1, absent: 1, regrets: 1, open: 1, present: 3, states: 2 });
});

describe('how long somebody stayed', () => {
  const [nine, ten, three] = ['2026-12-10T08:00:00.000Z', '2026-12-10T09:00:00.000Z', '2026-12-10T14:00:00.000Z'];
  const meeting = { startAt: nine, endAt: three };

  it('keeps what is not said again, and forgets it when the person was not there', () => {
    const before = { arrivedAt: ten, leftAt: null };
    expect(noteAfter(before, { presence: 'online' })).toEqual({ presence: 'online', arrivedAt: ten, leftAt: null });
    expect(noteAfter(before, { presence: 'on_site', arrivedAt: null })).toMatchObject({ arrivedAt: null });
    expect(noteAfter(before, { presence: 'regrets' })).toEqual({ presence: 'regrets', arrivedAt: null, leftAt: null });
    expect(noteAfter(null, { presence: 'on_site', leftAt: ten })).toMatchObject({ arrivedAt: null, leftAt: ten });
  });

  it.each([
    ['in the meeting', { arrivedAt: ten, leftAt: three }, {}],
    ['before it', { arrivedAt: '2026-12-10T07:00:00.000Z', leftAt: null }, { arrivedAt: 'outside' }],
    ['after it', { arrivedAt: null, leftAt: '2026-12-10T15:00:00.000Z' }, { leftAt: 'outside' }],
    ['the wrong way round', { arrivedAt: ten, leftAt: ten }, { leftAt: 'order' }],
  ])('%s', (_, stay, faults) => {
    expect(stayFaults(stay, meeting)).toEqual(faults);
  });
});

it.each([
  ['called', '2026-12-10T08:00:00.000Z', null],
  ['held', '2026-12-12T08:00:00.000Z', null],
  ['called', '2026-12-10T07:59:00.000Z', 'notBegun'],
  ['minutes_published', '2026-12-12T08:00:00.000Z', 'closed'],
  ['cancelled', '2026-12-12T08:00:00.000Z', 'closed'],
])('lets people correct their own presence: %s at %s', (status, now, why) => {
  expect(whyNotCorrect({ status, startAt: '2026-12-10T08:00:00.000Z' }, now)).toBe(why);
});

it.each([
  ['called', '2026-12-09', 'tooEarly'],
  ['called', '2026-12-10', null],
  ['held', '2026-12-12', null],
  ['minutes_published', '2026-12-12', null],
  ['cancelled', '2026-12-10', 'notHeld'],
] as const)('is noted from the day of the meeting on: %s on %s', (status, today, why) => {
  expect(whyNotNote({ status, startWall: '2026-12-10T09:00' }, today)).toBe(why);
});
